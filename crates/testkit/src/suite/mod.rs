//! The behaviour that every store must show. Each rule wants one with nothing in it.
//!
//! A backend's test file is a function that makes one, and `testkit::store_suite!(make)`: `async fn make()` gives
//! `(Arc<dyn Store>, guard)`, or an `Option` of it where the backend's server may be absent.

mod artworks;
mod conversions;
mod editor;
mod fonts;
mod inputs;
mod invitations;
mod items;
mod jobs;
mod lists;
mod people;
mod photos;
mod queue;
mod register;
mod renders;
mod samples;
mod sharing;
mod shelves;
mod signs;
mod stacks;
mod teams;
mod texts;
mod things;
mod transactions;
mod uploads;
mod webhooks;
mod world;

pub use artworks::*;
pub use conversions::*;
pub use editor::*;
pub use fonts::*;
pub use inputs::*;
pub use invitations::*;
pub use items::*;
pub use jobs::*;
pub use lists::*;
pub use people::*;
pub use photos::*;
pub use queue::*;
pub use register::*;
pub use renders::*;
pub use sharing::*;
pub use shelves::*;
pub use signs::*;
pub use stacks::*;
pub use teams::*;
pub use texts::*;
pub use things::*;
pub use transactions::*;
pub use uploads::*;
pub use webhooks::*;

/// Turns every rule of the suite into a test. `$make` is a path to an `async fn()`; see [`suite`](crate::suite).
#[macro_export]
macro_rules! store_suite {
    ($make:path) => {
        $crate::rules! { $make;
            suite:
                users_are_kept_to_the_letter
                users_are_found_by_name_before_address
                user_names_and_addresses_are_unique
                users_are_listed_oldest_first
                passwords_change
                users_and_accounts_share_one_sequence
                accounts_are_kept_and_found
                account_names_are_unique
                members_come_change_and_go
                a_persons_own_account_comes_first
                counts_are_kept
                counts_lose_nothing_when_many_add
                keys_are_found_by_their_spellings
                revoked_keys_are_gone
                keys_are_listed_oldest_first
                requests_of_a_key_add_up
                sessions_are_found_by_token
                sessions_are_extended_and_end
                templates_are_kept_to_the_letter
                a_file_is_one_template_in_an_account
                a_file_brought_by_many_is_one_template
                a_template_stays_while_a_mockup_needs_it
                mockups_are_kept_to_the_letter
                assets_are_kept_to_the_letter
                other_accounts_things_are_not_there
                renamed_things_are_found_by_their_new_name
                removed_things_are_gone_from_every_collection
                times_are_kept_to_the_microsecond
                mockups_are_filtered_by_name
                assets_are_filtered_by_name
                collections_are_filtered_by_name
                mockups_are_sorted_and_paged
                assets_are_sorted_and_paged
                collections_are_sorted_and_paged
                mockups_are_filtered_by_time
                collections_are_filtered_by_catalog
                the_default_catalog_comes_first
                a_second_default_catalog_is_refused
                collections_are_kept_to_the_letter
                updates_leave_counts_alone
                a_removed_collection_leaves_its_things
                a_thing_knows_its_collections
                entries_come_in_their_order
                entries_move_and_go
                things_come_in_the_order_given
                a_held_collection_is_changed_by_one_at_a_time
                items_are_kept_to_the_letter
                things_of_every_noun_are_items
                items_are_filtered
                items_are_searched
                conditions_are_heeded
                items_are_paged_by_cursor
                tags_are_counted
                the_trash_hides_and_gives_back
                the_trash_is_emptied
                duplicates_are_found
                looks_are_kept
                files_are_replaced
                words_inside_files_are_found
                files_are_read_a_few_times_at_most
                many_are_found_like_few
                views_are_kept_to_the_letter
                collections_change_hands
                collections_are_paged_by_cursor
                dashboards_show_what_a_person_may_open
                collaborators_come_and_go
                invitations_are_kept_to_the_letter
                invitations_are_taken_once
                invitations_go_with_their_place
                accounts_show_themselves
                people_have_several_addresses
                neighbours_are_found
                stacks_gather_entries
                entries_change_collections
                entries_are_filtered_and_sorted
                reactions_are_one_a_person
                comments_are_kept_to_the_letter
                uploads_are_kept_to_the_letter
                parts_take_their_places
                a_complete_upload_has_no_parts
                an_upload_has_other_words
                parts_need_their_upload
                uploads_are_forgotten
                renders_are_kept_to_the_letter
                pictures_are_kept_to_the_letter
                a_key_is_one_picture_in_an_account
                a_key_drawn_by_many_is_one_picture
                old_pictures_are_forgotten
                old_artwork_is_forgotten
                a_removed_mockup_takes_its_renders_along
                photo_mockups_are_kept_to_the_letter
                photo_mockups_are_listed_newest_first
                areas_are_replaced_at_the_version_that_was_read
                other_accounts_photo_mockups_are_not_there
                a_removed_photo_mockup_takes_all_of_its_own_along
                jobs_are_kept_to_the_letter
                jobs_are_listed_newest_first
                previews_are_in_no_list
                unfinished_jobs_are_counted
                failures_are_kept_to_the_letter
                a_done_job_names_its_mockup
                what_a_job_made_is_kept_with_it
                old_jobs_are_forgotten
                the_oldest_job_is_claimed_first
                a_job_can_be_claimed_at_once
                no_job_is_claimed_twice
                a_job_whose_lease_ran_out_is_taken_over
                a_lease_holds_until_somebody_takes_over
                leases_are_extended
                a_released_job_waits_for_its_time
                cancelled_jobs_are_over
                a_job_ends_once
                a_job_ends_once_when_many_try
                an_ending_that_is_dropped_did_not_happen
                a_job_that_was_dropped_is_not_claimed
                the_bell_rings_when_jobs_wait
                the_bell_rings_when_jobs_end
                rows_name_registered_blobs_only
                used_blobs_are_not_swept
                freed_blobs_are_swept
                only_old_blobs_are_swept
                a_blob_that_is_registered_again_is_fresh
                a_dropped_sweep_takes_nothing
                a_blob_registered_during_a_sweep_is_kept
                a_sweep_spares_what_is_being_registered
                presets_are_kept_to_the_letter
                presets_hold_their_pictures
                inputs_are_kept_to_the_letter
                originals_keep_their_template
                mockups_show_in_their_catalogs
                a_request_is_remembered
                a_request_is_forgotten_in_time
                a_request_sent_by_many_is_one
                fonts_are_kept_to_the_letter
                font_names_are_unique_in_an_account
                fonts_hold_their_files_until_they_are_deleted
                editor_sessions_are_kept_to_the_letter
                an_action_is_confirmed_once
                expired_editor_sessions_are_forgotten
                preferences_are_kept_to_the_letter
                conversions_are_kept_to_the_letter
                old_conversions_are_forgotten
                artwork_is_forgotten_in_its_account
                forgotten_bytes_are_swept
                a_store_answers
                a_dropped_transaction_did_not_happen
                readers_see_committed_rows_only
                an_aborted_task_leaves_nothing
                a_future_dropped_anywhere_leaves_all_or_nothing
                a_refusal_leaves_nothing_behind
                rows_name_rows_that_are_there
                endpoints_are_kept_to_the_letter
                endpoints_are_listed_oldest_first
                endpoints_above_are_found_too
                an_account_takes_its_webhooks_along
                calls_are_counted
                a_removed_endpoint_takes_its_deliveries_along
                events_are_kept_to_the_letter
                deliveries_are_kept_to_the_letter
                deliveries_are_listed_newest_first
                the_longest_due_delivery_is_claimed_first
                no_delivery_is_claimed_twice
                a_lost_attempt_changes_nothing
                replayed_deliveries_begin_anew
                old_deliveries_are_forgotten
                an_event_that_is_dropped_did_not_happen
                the_bell_rings_when_webhooks_wait
        }
    };
}

#[cfg(test)]
mod tests {
    /// A rule that is missing in the macro would be held by nobody.
    #[test]
    fn every_rule_is_in_the_macro() {
        let rules = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/suite")).unwrap();
        let listed: Vec<&str> = include_str!("mod.rs").split_whitespace().collect();
        let mut count = 0;
        for file in rules {
            for line in std::fs::read_to_string(file.unwrap().path()).unwrap().lines() {
                let Some((rule, _)) = line.strip_prefix("pub async fn ").and_then(|rest| rest.split_once('(')) else {
                    continue;
                };
                assert!(listed.contains(&rule), "{rule} is not in the macro");
                count += 1;
            }
        }
        assert!(count > 80, "{count} rules");
    }
}
