//! The program from outside: the built command, and who may import whom.

mod accounts;
mod at_rest;
mod audit;
mod backups;
mod bundles;
mod clinic;
mod commands;
mod consolidated;
mod desk;
mod duty;
mod formats;
mod group;
mod headquarters;
mod layers;
mod notices;
mod outage;
mod outings;
mod overview;
#[cfg(unix)]
mod postgres;
mod privacy;
mod questionnaires;
mod recount;
mod report_screen;
mod reports;
mod returns;
mod rounds;
mod rules;
mod screens;
mod sheets;
mod stations;
mod supplies;
mod tables;
mod tampering;
mod words;

/// What every test returns, so that it can use `?`.
type Tested = Result<(), Box<dyn std::error::Error>>;
