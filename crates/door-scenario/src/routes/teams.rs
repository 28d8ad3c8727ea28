//! Teams, their members, and who is asked into them.

use axum::extract::{Path, State};
use axum::routing::{delete, get, post, put};
use axum::{Json, Router};
use library::accounts::Account;
use library::ids::AccountId;
use library::invitations::Invitation;
use library::users::User;
use library::{Actor, Noun, Role};

use super::projects::user_id;
use super::tenancy::{change, in_project, in_team, projects, told};
use crate::auth::Caller;
use crate::body::Body;
use crate::error::Error;
use crate::ids;
use crate::query::Parameters;
use crate::state::Door;
use crate::translate::tenancy::{Tenant, invitations, key, person, read_team_role, team, team_of, team_role};
use crate::wire::{
    Done, MemberChanges, NewTeamMember, OneTeam, SearchIndexes, TeamContext, TeamSummary, Teams, TenantChanges,
    UserAnswer, WholeTeam,
};

type Answer = Result<Json<OneTeam>, Error>;

pub(crate) fn router() -> Router<Door> {
    Router::new()
        .route("/v1/user", get(user))
        .route("/v1/teams", get(list))
        .route("/v1/teams/{team}", get(retrieve).put(update))
        .route("/v1/teams/{team}/members", post(add_member))
        .route("/v1/teams/{team}/members/{member}", put(change_member).delete(remove_member))
        .route("/v1/teams/{team}/invitations", delete(delete_invitations))
}

/// All that a caller may see of a team.
struct Seen {
    there: Actor,
    projects: Vec<(Actor, Account)>,
    people: Vec<(User, Role)>,
    invited: Vec<Invitation>,
}

impl Seen {
    async fn of(door: &Door, caller: &Actor, there: Actor) -> Result<Self, Error> {
        // A key of a project sees that one of the team's projects.
        let projects = projects(door, caller).await?;
        let people = door.library.members(&there, there.account).await?;
        let mut invited = door.library.invitations_to_account(&there, there.account).await?;
        for (inside, account) in projects.iter().filter(|(_, account)| account.id != there.account) {
            invited.extend(door.library.invitations_to_account(inside, account.id).await?);
        }
        Ok(Self { there, projects, people, invited })
    }

    fn accounts(&self) -> Vec<Account> {
        self.projects.iter().map(|(_, account)| account.clone()).collect()
    }

    async fn keys(&self, door: &Door) -> Result<Vec<crate::wire::ApiKey>, Error> {
        let mut keys = Vec::new();
        for (inside, account) in &self.projects {
            keys.extend(door.library.keys(inside).await?.iter().map(|one| key(account, one)));
        }
        Ok(keys)
    }

    fn context(&self, door: &Door, keys_count: usize) -> TeamContext {
        TeamContext {
            invitations_count: invitations(door, self.there.account, &self.invited).len(),
            keys_count,
            users_count: self.people.len(),
            user_role: team_role(self.there.role),
        }
    }

    async fn whole(self, door: &Door) -> Answer {
        let team = team(door, &self.there, &self.accounts()).await?;
        let keys = self.keys(door).await?;
        Ok(Json(OneTeam {
            team: WholeTeam {
                team,
                context: self.context(door, keys.len()),
                invitations: invitations(door, self.there.account, &self.invited),
                keys,
                users: self.people.iter().map(|(user, role)| person(user, team_role(*role))).collect(),
                payment_status: "succeeded",
                search_host: "",
                search_indexes: SearchIndexes::default(),
            },
        }))
    }
}

async fn user(State(door): State<Door>, Caller(actor): Caller) -> Result<Json<UserAnswer>, Error> {
    let user = door.library.user(actor.user).await?;
    let name = user.name.clone();
    Ok(Json(UserAnswer { user: person(&user, team_role(actor.role)), name }))
}

async fn list(State(door): State<Door>, Caller(actor): Caller) -> Result<Json<Teams>, Error> {
    let own = team_of(&door.library.account(&actor).await?);
    let there = match door.library.act_nearby(&actor, own).await {
        Ok(there) => there,
        // In one of its projects only.
        Err(library::Error::NotFound(_)) => return Ok(Json(Teams { teams: Vec::new() })),
        Err(error) => return Err(error.into()),
    };
    let seen = Seen::of(&door, &actor, there).await?;
    let context = seen.context(&door, seen.keys(&door).await?.len());
    let team = team(&door, &there, &seen.accounts()).await?;
    Ok(Json(Teams { teams: vec![TeamSummary { team, context }] }))
}

async fn retrieve(State(door): State<Door>, Caller(actor): Caller, Path(given): Path<String>) -> Answer {
    let there = in_team(&door, &actor, &given).await?;
    Seen::of(&door, &actor, there).await?.whole(&door).await
}

async fn update(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<TenantChanges>,
) -> Answer {
    let there = in_team(&door, &actor, &given).await?;
    there.require(Role::Manager)?;
    change(&door, &there, Tenant::Team, body).await?;
    Seen::of(&door, &actor, there).await?.whole(&door).await
}

async fn add_member(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    Body(body): Body<NewTeamMember>,
) -> Answer {
    let there = in_team(&door, &actor, &given).await?;
    there.require(Role::Manager)?;
    let role = read_team_role(body.role.as_deref().unwrap_or("member"))?;
    let mut accounts: Vec<(AccountId, Role)> = vec![(there.account, role)];
    for (place, project) in body.project_ids.iter().enumerate() {
        let unknown = || Error::invalid(&format!("projectIds[{place}]"), "is no project of this team");
        let inside = in_project(&door, &there, project).await.map_err(|_| unknown())?;
        let role = role.max(Role::Editor);
        if inside.account == there.account {
            accounts[0].1 = role;
        } else {
            accounts.push((inside.account, role));
        }
    }
    door.library.invite_to_accounts(&there, &body.email, &accounts).await.map_err(told(Tenant::Team))?;
    Seen::of(&door, &actor, there).await?.whole(&door).await
}

async fn change_member(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path((given, member)): Path<(String, String)>,
    Body(body): Body<MemberChanges>,
) -> Result<Json<Done>, Error> {
    let there = in_team(&door, &actor, &given).await?;
    there.require(Role::Manager)?;
    if member.starts_with(ids::KEY_USER) {
        return Err(Error::invalid("memberId", "is a key: what it may do is said when it is made"));
    }
    let user = user_id(&member)?;
    let people = door.library.members(&there, there.account).await?;
    let now = people.iter().find(|(person, _)| person.id == user).map(|(_, role)| *role);
    let now = now.ok_or_else(|| Error::not_found(&Noun::User.to_string()))?;
    // Without a role there is a cap on what is spent, of which nothing is here.
    let Some(role) = body.role else { return Ok(Json(Done {})) };
    let role = read_team_role(&role)?;
    if team_role(now) != team_role(role) {
        // Who no longer manages goes on making things.
        door.library.change_member(&there, there.account, user, role.max(Role::Editor)).await?;
    }
    Ok(Json(Done {}))
}

async fn remove_member(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path((given, member)): Path<(String, String)>,
) -> Result<Json<Done>, Error> {
    let there = in_team(&door, &actor, &given).await?;
    there.require(Role::Manager)?;
    door.library.remove_member(&there, there.account, user_id(&member)?).await?;
    Ok(Json(Done {}))
}

async fn delete_invitations(
    State(door): State<Door>,
    Caller(actor): Caller,
    Path(given): Path<String>,
    parameters: Parameters,
) -> Result<Json<Done>, Error> {
    let there = in_team(&door, &actor, &given).await?;
    there.require(Role::Manager)?;
    let email = parameters.text("email").ok_or_else(|| Error::invalid("email", "is required"))?.to_lowercase();
    let seen = Seen::of(&door, &actor, there).await?;
    let mut withdrawn = 0;
    for invitation in seen.invited.iter().filter(|invitation| invitation.address.to_lowercase() == email) {
        door.library.withdraw_invitation(&there, invitation.id).await?;
        withdrawn += 1;
    }
    if withdrawn == 0 { Err(Error::not_found("invitation")) } else { Ok(Json(Done {})) }
}
