//! What can go wrong in a command, in sentences for people.

use std::io;
use std::path::PathBuf;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The arguments do not make an order.
    #[error("{0}")]
    Usage(String),
    /// The order names something that the template does not have, or asks for what cannot be done.
    #[error("{0}")]
    Order(String),
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file is no template, or no picture, that we can use.
    #[error("{}: {source}", path.display())]
    Unusable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: template::Error,
    },
    /// Drawing failed.
    #[error(transparent)]
    Template(#[from] template::Error),
    /// A sample document cannot be written.
    #[error(transparent)]
    Document(#[from] psd::Error),
    /// A picture cannot be read or written.
    #[error(transparent)]
    Codec(#[from] codec::Error),
    /// Some of several files failed.
    #[error("{failed} of {all} files could not be verified: {reasons}")]
    Several {
        /// How many failed.
        failed: usize,
        /// How many there are.
        all: usize,
        /// Each one's reason.
        reasons: String,
    },
    /// A setting is missing, unknown or wrong.
    #[error("configuration: {0}")]
    Config(String),
    /// The address cannot be listened on.
    #[error("cannot listen on {0}: {1}")]
    Listen(std::net::SocketAddr, io::Error),
    /// Database, files or network cannot be set up.
    #[error("{0}")]
    Storage(String),
    /// The library refuses, or something behind it failed.
    #[error("{}", library::worker::error_chain(.0))]
    Library(#[from] library::Error),
    /// A server does not answer as it should.
    #[error("{0}")]
    Server(String),
    /// Something could not be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// Standard output is gone.
    #[error("cannot write to standard output: {0}")]
    Output(#[from] io::Error),
    /// The processor is too old for this build.
    #[error("this build of maquette needs a processor with AVX2 (Intel since 2013, AMD since 2015)")]
    Processor,
    /// A panic, caught.
    #[error("maquette failed by a mistake of its own; please report what you asked it to do")]
    Bug,
}

impl Error {
    /// Names the file that a system call failed on.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }

    /// What of storage cannot be set up, with its causes.
    pub(crate) fn storage(error: impl std::error::Error) -> Self {
        Self::Storage(library::worker::error_chain(&error))
    }

    /// Names the file that is of no use.
    pub(crate) fn unusable<E: Into<template::Error>>(path: impl Into<PathBuf>) -> impl FnOnce(E) -> Self {
        let path = path.into();
        move |source| Self::Unusable { path, source: source.into() }
    }
}

/// What every function here that can fail returns.
pub type Result<T> = std::result::Result<T, Error>;
