-- Who approved a run is found without reading all that its thousands of changes wrote down.
create index journal_by_event on journal (event, run_id);
