"""One sentence per way to fail: what happened, why, and what to type instead. Always one line."""

from campaign.clean import printable
from campaign.core.errors import CampaignError
from campaign.core.model.people import Role
from campaign.text import N_, _
from campaign.words import labels

ERRORS = {
    # The dashboard itself
    "fallen": N_("The dashboard ended by a fault of its own, what you typed is kept: start it again, and give the report "
                 "{report} to whoever looks after the program"),
    "fallen_drafts": N_("The dashboard ended by a fault of its own, what you typed could not be kept: start it again, and give "
                        "the report {report} to whoever looks after the program"),
    # What was typed
    "text_refused": N_("The text contains {what} at character {at}, which cannot be stored: delete it and type the text again"),
    "text_gbk": N_("The text is not UTF-8, it looks like GBK (“{text}”): set the terminal to UTF-8 and type it again"),
    "text_not_utf8": N_("The text is not UTF-8 (at character {at}): set the terminal to UTF-8 and type it again"),
    "text_marks": N_("Character {at} carries more than {limit} accents: type the text again without them"),
    "text_empty": N_("The text is empty: type at least one visible character"),
    "paste_long": N_("What was pasted has {length} characters, at most {limit} fit here: nothing was put in, shorten it first"),
    "text_long": N_("The text has {length} characters, at most {limit} fit: shorten it"),
    "field_empty": N_("{field} cannot be empty: type at least one visible character"),
    "bad_money": N_(
        "“{text}” is not an amount of whole 万元 (10,000 CNY): type it like 3.2亿, 5000万, 5000 or 1,200万元"),
    "money_too_big": N_("“{text}” is more than {limit}万: check the unit; 5000 means 5000万"),
    "bad_date": N_("“{text}” is not a day: type it like 2026-11-22, 11-22, D+37, D-40, today or -3d"),
    "bad_date_no_campaign": N_(
        "“{text}” counts from the first day, which is not set yet: type a date like 2026-11-22"),
    "bad_span": N_("“{text}” is not a span of days: type the first and the last, like D+1..D+3 or 11-22..11-25"),
    "day_too_far": N_("“{text}” is too far away: type a day from {first} to {last}"),
    "span_too_far": N_("{text} reaches too far: type days from {first} to {last}, a year around the campaign"),
    "bad_instant": N_("“{text}” is not an instant: type it with its offset, like 2026-11-22T10:48:00+08:00"),
    "bad_zone": N_("“{text}” is not a known time zone: type a name like Asia/Shanghai"),
    "bad_word": N_("“{text}” is not one of the words known here: type one of {words}"),
    "bad_count": N_("“{text}” is not a whole number from {least} to {limit}: type digits only"),
    "setting_day": N_("{key} is a day from {first} to {last}, and cannot be {text}: type one of these"),
    "bad_yes": N_("“{text}” is neither yes nor no: type yes or no"),
    "day_in_future": N_("{field} {day} lies after today ({today}): type a day that has come, like today or -3d"),
    "review_in_past": N_("The review date {review} has passed already: type a later one, like +7d"),
    "before_opening": N_("{code} was opened only on {opened}: type that day or a later one"),
    "money_twice": N_("The money is given twice: type either +300万 (added) or --to 3200万 (cumulative)"),
    "report_empty": N_("There is nothing to report of {code}: add +300万, --to 3200万, --done, --crew or --on-site"),
    "blocker_scope": N_("A blocker is on projects or on a whole county: type either --project P0042 or --county C05"),
    "excuse_scope": N_("Days are excused for a county or for a person, not both: leave out --county or --person"),
    "same_person": N_("{code} would hand over to itself: type two different people"),
    "nothing_to_edit": N_("Nothing to change was given for {code}: add an option like --name; campaign edit --help lists them"),
    "field_not_here": N_("{code} has no {field}: campaign edit --help tells which option is for what"),
    "use_assign": N_("A blocker changes hands by a move: campaign assign {code} --unit UNIT --did TEXT"),
    "due_needs_why": N_("Another due day of {code} needs its reason: add --why TEXT"),
    "unknown_filter": N_("“{word}” is no filter: use one of {known}"),
    "land_scope": N_("A land task is on projects or on a whole county: type either --project P0042 or --county C05"),
    "bad_quantity": N_("“{text}” is not a quantity: type it like 434.90亩, 872户, 22座 or +12.5"),
    "quantity_once": N_("Say once how much of {code} is done: either +12.5 (added) or --to 432.87 (in all)"),
    "other_measure": N_("{code} counts {measure}, not “{text}”: leave the measure out or type that one"),
    "before_submission": N_("{code} was submitted only on {submitted}: type that day or a later one"),
    "day_before": N_("{field} {day} lies before {since}: type that day or a later one"),
    "below_nothing": N_("That would leave less than nothing of {code}: type a smaller correction"),
    "source_gives": N_("{field} comes from {source}: leave it out here, or change it there by campaign edit {source}"),
    "nothing_missing": N_("{code} has everything recorded that its investor needs: name a kind to add one more"),
    "bad_month": N_("“{text}” is not a month: type it like 2026-10"),
    "bad_figure": N_("“{text}” is not a figure: type it like 7.3, -0.25 or 1,200, with at most two decimals"),
    "bad_period": N_("“{text}” is not a period: type a month 2026-10, a quarter 2026Q3 or a year 2026"),
    "merit_subject": N_("A merit names one person, one unit or one county: fill in exactly one of the three"),
    "twin_row": N_("“{text}” is there twice: keep one of the two"),
    "list_nothing": N_("Nothing was said of {code} and the list {list}: add --state, --deadline or --note"),
    "taken_from": N_("{code} takes its {field} from {source}: change it there by campaign edit {source}"),
    "chain_name": N_("“{text}” cannot name a chain or a node: the stroke / stands between the two, leave it out"),
    "case_nothing": N_("Nothing was said of {code}: add --title, --kind, --project, --county, --on or --text"),
    "case_title": N_("--title is for a case that there is: type its code, or the title alone"),
    "case_county": N_("{project} does not lie in {county}: leave one of the two out"),
    # Names and codes
    "unknown_name": N_("No {kind} is called “{text}”: type a name, its beginning, its pinyin or a code; {list} lists them"),
    "unknown_name_near": N_("No {kind} is called “{text}”: did you mean {near}? {list} lists them all"),
    "unknown_code": N_("Nothing has the code {code}: campaign projects, blockers, leaders, counties and units list the codes"),
    "other_kind": N_("{code} is no {kind}: type the code or the name of one; {list} lists them"),
    "unknown_chain": N_("No chain is called “{text}”: type one of {words}; campaign chain-set puts a new one on the map"),
    "no_entry": N_("The log has no entry {seq}: they go from 1 to {head}"),
    "view_name": N_("“{name}” cannot be the name of a list: it is a command, a code or an option; choose another"),
    "unknown_view": N_("Nothing is saved under “{name}”: campaign view list shows what is, campaign view save saves a list"),
    "view_pane": N_("No command lists the pane {pane} of the screen {screen}: campaign tui opens it from the commands (:)"),
    "views_full": N_("{n} lists are saved: remove one with campaign view remove"),
    "unknown_setting": N_("“{key}” is no setting: campaign settings lists them"),
    "ambiguous": N_("“{text}” could be more than one {kind}: {candidates}; type the whole name or the code"),
    "not_on_board": N_("“{text}” has no column on the board: make them a leader by campaign edit CODE --board"),
    # Members
    "member_gone": N_("{person} may no longer come in here: ask headquarters to add the member or the key again"),
    "role_lacks": N_("Your role ({role}) may not do this ({verb}): ask headquarters"),
    "not_own": N_("Your role ({role}) may do this ({verb}) only to what is your own: ask whoever has it, or headquarters"),
    "claimed": N_("{person} {name} has this project: ask there, or headquarters"),
    "led_unasked": N_("{code} is led by {person} {name}, and there is no terminal to ask on: add --yes to take it away"),
    "member_exists": N_("{person} is a member already: campaign member role changes the role"),
    "gate_doctor": N_("From elsewhere doctor takes --json, --csv and --plain only: its other options name places on the server"),
    "remove_unasked": N_("There is no terminal to ask on whether {person} is to be removed: add --yes"),
    "not_a_member": N_("{person} is no member: campaign member add makes one"),
    "last_admin": N_("{person} is the only one left who may administer: make someone else admin first"),
    "staff_of_what": N_("{person} belongs to no county and no unit: add --county or --unit"),
    "key_exists": N_("The key {fingerprint} is {person}'s already: every person has a key of their own"),
    "unknown_key": N_("No member has the key {fingerprint}: campaign member list shows the keys"),
    "bad_key": N_("This is not a public SSH key: give the one line of an id_….pub file; it begins with one of {words}"),
    "key_dsa": N_("DSA keys are no longer safe: make another (ssh-keygen -t ed25519) and give the line of its .pub file"),
    "key_short": N_("This RSA key has {bits} bits, at least {least} are needed: make another (ssh-keygen -t ed25519)"),
    "bad_account": N_("“{text}” is no name of an account ({option}): use letters, digits, - and _"),
    "bad_place": N_("“{text}” cannot be used here ({option}): type a whole path without blanks and signs that a shell reads"),
    "bad_replica": N_("“{text}” is no address of a replica (--replica): type s3://bucket/path, sftp://user@host/path or file:///path"),
    "private_key": N_(
        "This is a PRIVATE key: never give it to anyone. Give the line of the file that ends in .pub (ssh-keygen -y -f FILE)"),
    "private_key_putty": N_(
        "This is a PRIVATE key of PuTTY: never give it to anyone. Load it in PuTTYgen and give the public key shown at the top"),
    # The gate
    "only_here": N_("campaign {text} is not for members: it belongs to the server's own machine, and to its administrator there"),
    "no_paths": N_("No file of the server can be named from elsewhere: type {text}, and send its output to a file of your own"),
    "gate_option": N_("The option {text} is not for members: which database it is, is settled on the server"),
    "open_quote": N_("A quotation mark is open: close it, or put \" around the whole name and ' inside of that"),
    "extra_ssh": N_("“{text}” is one word too many: over ssh a name with blanks needs two pairs of quotes, like {line}"),
    "readonly_key": N_("This key is for looking only: come in with another key, or ask headquarters for one"),
    "sqlite_old": N_("SQLite {found} can damage a database that several people use at once: SQLite {least} is needed; campaign "
                     "doctor tells how to get it"),
    "not_sealed": N_("The kernel refused what keeps a session to itself ({why}): ask the server's administrator"),
    "no_shared_db": N_("It is not said which database is shared: write db = \"/path/campaign.db\" into {path}"),
    "keys_nowhere": N_("It is not said where keys are published: write keys = \"/path/authorized_keys\" into {path}, or add "
                       "--keys FILE"),
    "keys_unwritten": N_("What was asked for is done, but {path} could not be written ({why}): mend that, then run campaign keys "
                         "--publish"),
    # Rules
    "building_needs_start": N_("A project that is being built needs its actual start: add --started DATE"),
    "suspended_needs_review": N_("A suspension needs the day on which it is looked at again: add --review DATE"),
    "still_leads": N_("{code} still leads projects: hand them over first by campaign handover {code} OTHER"),
    "not_a_leader": N_("{code} has no column on the board: run campaign edit {code} --board first"),
    "name_taken": N_("“{name}” exists already as {code}: type another name, or campaign edit {code}"),
    "national_code_taken": N_("The national code {national_code} belongs to {code} already: campaign show {code}"),
    "blocker_open": N_("{code} is open already: there is nothing to reopen"),
    "land_open": N_("{code} is not accepted yet: there is nothing to reopen"),
    "land_accepted": N_("{code} is accepted: run campaign reopen {code} --why TEXT first"),
    "approval_open": N_("{code} is not submitted yet: there is nothing to reopen"),
    "approval_settled": N_("{code} is settled ({state}): run campaign reopen {code} --why TEXT first"),
    "approval_not_submitted": N_("{code} is not submitted, so no limit runs: campaign submit {code} first"),
    "approval_submitted": N_(
        "{code} was submitted on {submitted} already: run campaign reopen {code} --why TEXT if it came back"),
    "approval_not_granted": N_("{code} is not granted, so nothing lapses: campaign grant {code} first"),
    "about_elsewhere": N_("{source} is not on {place}: a blocker points to a land task or approval of its own projects"),
    "approval_there": N_("{project} has that approval already as {code}: campaign show {code}"),
    "list_entry_there": N_("{code} is on its way to that list ({list}) already: campaign list-set {code} says how far"),
    "listed_already": N_("{code} is on that list ({list}) already: campaign show {code}"),
    "list_withdrawn": N_("{code} is withdrawn and goes onto no list: campaign edit {code} --withdrawn '' takes it back first"),
    "no_list_entry": N_("{code} is not on its way to that list ({list}): campaign list-add {code} puts it there"),
    "edited_elsewhere": N_("{code} is changed by a command of its own, not by edit: campaign --help lists it"),
    "merit_first": N_("{code} is shown first to whom it concerns: to everybody from tomorrow on, or once it is answered"),
    "answer_named": N_("{code} does not name you: only who is named may answer, or headquarters on their behalf"),
    "praise_unsafe": N_("{subject} cannot be praised while the safety blocker {blocker} is open: campaign show {blocker}"),
    "step_skipped": N_("{subject} has had no {needed} yet: a step of the ladder needs the one below it"),
    "step_today": N_("A step of the ladder is taken today: leave --on out"),
    "step_evidence": N_("A step of the ladder rests on evidence: add --evidence B0107"),
    "exempt_county": N_("Force majeure exempts a county: name one"),
    "not_of_kind": N_("{field} does not belong to {kind}: leave it out"),
    "reward_amount": N_("A reward says how much is promised: add --promised 5万"),
    "nothing_promised": N_("{code} promises no reward: there is nothing to pay"),
    "paid_already": N_("{code} was paid on {day}: campaign undo takes a wrong payment back"),
    "unknown_subject": N_("No person, unit or county is called “{text}”: campaign people, units and counties list them"),
    "ambiguous_subject": N_("“{text}” could be any of these: {candidates}; type the whole name or the code"),
    "lead_there": N_("“{name}” is {code} already: campaign advance {code} brings it on"),
    "lead_dropped": N_("{code} was given up: campaign advance {code} --reopen WHY takes it up again"),
    "lead_not_dropped": N_("{code} was not given up: leave --reopen out"),
    "lead_landed": N_("{code} is project {project} already: what happens now belongs there"),
    "lead_done": N_("{code} has landed: there is no stage after that; --note says what else happened"),
    "lead_not_landing": N_("{code} does not land by this: type campaign advance {code} landed --project PROJECT"),
    "lead_project_taken": N_("{project} came from {code} already: a project comes from one lead"),
    "next_without_step": N_("A day of the next step needs the step: add --next TEXT"),
    "use_advance": N_("A lead moves on by a command of its own: campaign advance {code} STAGE"),
    "trip_there": N_("That trip of {leader} to {place} is {code} already: campaign edit {code} changes it"),
    "event_there": N_("“{name}” of that day is {code} already: campaign edit {code} changes it"),
    "no_indicator": N_("{county} has no such figure of {period}: campaign indicators --county {county} lists what there is"),
    "indicator_nothing": N_("The figure is missing: campaign indicator COUNTY METRIC PERIOD 7.3%, or --target 9%"),
    "indicator_measure": N_("It is not said which figure is meant: add --measure with one of {words}"),
    "indicator_ahead": N_("{text} has not begun: a figure of it is not known yet, only a --target can be typed"),
    "indicator_growth": N_("“{text}” cannot be a growth: type percent from -100 to 1000, like 7.3% or -0.5%"),
    "indicator_rank": N_("“{text}” cannot be a rank: type a whole number from 1 to {limit}"),
    "indicator_amount": N_("“{text}” is a growth and no amount: type --measure yoy_cum, or an amount like 9.2亿"),
    "force_named": N_("“{name}” is {code} already: type another name, or campaign taskforce {code} changes it"),
    "force_nothing": N_("Nothing was said of {code}: campaign taskforce {code} --add-member PERSON, --add-project P, --end DATE"),
    "no_member": N_("{person} is no member of {code}: campaign show {code} names them"),
    "not_its_project": N_("{project} is no project of {code}: campaign show {code} names them"),
    "helped_already": N_("{code} works for {project} already: campaign taskforce {code} --drop-project {project} comes first"),
    "ends_before": N_("{code} began on {since}: type that day or a later one"),
    "away_already": N_("{person} is dispatched to {unit} ({code}) until they return: campaign dispatch {code} --returned today"),
    "dispatch_nothing": N_("Nothing was said of {code}: campaign dispatch {code} --returned today, --until DATE, --purpose TEXT"),
    "dispatch_where": N_("To whom is missing: campaign dispatch PERSON --to UNIT --until DATE"),
    "dispatch_there": N_("{code} is a dispatch already: --returned, --until and --purpose change it, a new one names a PERSON"),
    "dispatch_new": N_("Nobody returns before being sent: name the dispatch by its code, like campaign dispatch D003 --returned "
                       "today"),
    "not_away": N_("{person} {name} is on no dispatch now: name one by its code, campaign dispatches lists them"),
    "away_twice": N_("{person} {name} is on several dispatches ({codes}): name one by its code"),
    "learned_nothing": N_("What was brought back is missing: campaign learned {code} TEXT, or --approval A0031, or both"),
    "source_settled": N_("{code} is settled: a blocker points to what is still open"),
    "blocker_resolved": N_("{code} is resolved: run campaign reopen {code} --why TEXT first"),
    "blocker_elsewhere": N_("{blocker} is not on {project}: resolve it by campaign resolve {blocker} --how TEXT"),
    "top_level": N_(
        "{code} is at level {level}, and no rung is above it: campaign escalate {code} --upward goes to the liaison"),
    "request_reused": N_("The request id {request} was used before for “{verb}”: type a new one"),
    "nothing_to_undo": N_("{actor} has nothing left to take back: campaign log shows who did what"),
    "undo_used": N_("“{verb}” of {subject} cannot be taken back, others have built upon it: change it by hand"),
    "undo_changed": N_("“{verb}” of {subject} cannot be taken back, it has changed since: change it by hand"),
    "changed_meanwhile": N_(
        "{code} was changed by someone else (version {theirs}, yours {yours}): campaign show {code}, then try again"),
    "readonly": N_("This session only reads: leave out --readonly (or CAMPAIGN_READONLY) to write"),
    # The database
    "db_missing": N_("There is no campaign at {path}: campaign init, campaign seed or campaign --db FILE"),
    "db_empty": N_("{path} is an empty file, not a campaign: delete it and run campaign init, or choose another by --db FILE"),
    "db_garbage": N_("{path} is not a database: choose another file by campaign --db FILE"),
    "db_foreign": N_("{path} is a database of another program: choose another file by campaign --db FILE"),
    "db_folder": N_("{path} is a folder: choose a file by campaign --db FILE"),
    "db_unreadable": N_("{path} cannot be opened ({why}): check its path and who may read it"),
    "db_exists": N_("There is a campaign at {path} already: choose another file by campaign --db FILE"),
    "db_unfinished": N_("The database holds no campaign: run campaign init or campaign seed on another file"),
    "db_newer": N_(
        "{path} was written by a newer campaign (schema {found}, this one knows {known}): update the program"),
    "db_replaced": N_("Another file stands in the place of {path}: open the dashboard again"),
    "db_busy": N_("The database was busy for {seconds} seconds: try again in a moment"),
    "db_failed": N_("{path} refused the work ({why}): try again; campaign info tells about the file"),
    "db_readonly": N_("{path} cannot be written: ask its owner for the right to write the file and its folder"),
    "db_constraint": N_("The database refused the change ({why}): campaign show tells what it holds"),
    "db_damaged": N_("{path} is damaged ({why}): restore a backup"),
    "db_special": N_("{path} is no ordinary file: choose another one by campaign --db FILE"),
    "db_network": N_("{path} lies on a network file system ({kind}), where locks do not hold and writes get lost: move it to a "
                     "disk of this machine"),
    "db_older": N_("{path} was put back to an older schema ({found}, this program needs {known}): start the program again"),
    "db_woke": N_("{path} can be written again, and was: start the program again"),
    "disk_full": N_("The disk of {path} is full: make room and try again; nothing was changed"),
    "disk_full_ballast": N_("The disk of {path} is full, nothing was changed: whoever runs this machine types rm {ballast} and "
                            "then makes room"),
    "disk_quota": N_("The quota of disk space for {path} is used up: make room or have it raised; nothing was changed"),
    "disk_quota_ballast": N_("The quota of disk space for {path} is used up, nothing was changed: whoever runs this machine "
                             "types rm {ballast} and then makes room"),
    "disk_readonly": N_("The file system of {path} is read-only now: nothing was changed, and reading goes on; whoever runs "
                        "this machine finds out why by dmesg"),
    "file_limit": N_("{path} would grow beyond what a file may be here: have the limit raised (ulimit -f); nothing was changed"),
    "integrity_broken": N_("The database is damaged inside ({why}): restore a backup"),
    "ballast_unmade": N_("{path} cannot be written or deleted ({why}): check who owns its folder, and the room that is left"),
    # Backups
    "backup_unwritten": N_("{path}: no backup can be written there ({why}): choose another folder"),
    "backup_no_folder": N_("{path} is no folder, and the backups belong into one: move it away, or name another place"),
    "backup_terminal": N_("A backup is no text to be shown: send it into a file, like campaign backup - > copy.db"),
    "backup_missing": N_("There is no file {path}: campaign backup makes backups, ls -l shows them"),
    "backup_empty": N_("{path} is an empty file, no backup: choose another one"),
    "backup_garbage": N_("{path} is no database, so no backup either: choose another one"),
    "backup_foreign": N_("{path} is a database of another program, no backup of a campaign: choose another one"),
    "backup_folder": N_("{path} is a folder: name one of the backups in it"),
    "backup_special": N_("{path} is no ordinary file, so no backup: choose another one"),
    "backup_unreadable": N_("{path} cannot be read ({why}): check its path and who may read it"),
    "backup_unfinished": N_("{path} holds no campaign: choose another backup"),
    "backup_newer": N_("{path} was written by a newer campaign (schema {found}, this one knows {known}): update the program"),
    "backup_damaged": N_("{path} is damaged ({why}): choose another backup; nothing was changed"),
    "backup_broken": N_("{path} is damaged inside ({why}): choose another backup; nothing was changed"),
    "backup_audit_missing": N_("The log in {path} is broken at {seq}, an entry is missing: choose another backup"),
    "backup_audit_broken": N_("The log in {path} is broken at {seq}, it was changed after it was written: choose another backup"),
    "backup_audit_cut": N_("The log in {path} is broken at {seq}, its end was cut off: choose another backup"),
    "backup_audit_unguarded": N_("The log in {path} has lost the guards that keep it from being changed: choose another backup"),
    "backup_schema_lacks": N_("{path} is no whole backup, it has lost a part ({part}): choose another one; nothing was changed"),
    "backup_schema_other": N_("{path} was changed by another program ({part}): choose another backup; nothing was changed"),
    "backup_schema_foreign": N_("{path} holds what is not this program's ({part}) and could act on every write: choose another "
                                "backup, or take it out by sqlite3 COPY {drop}"),
    "backup_totals_differ": N_("Totals in {path} differ from their own rows ({count}; {field} of {code} is {stored}, counted "
                               "{counted}): choose another backup, or add --recount to have them counted anew"),
    "backup_sum_differs": N_("{path} is not what was backed up, {beside} says: choose another backup; nothing was changed"),
    "backup_unsummed": N_("{path} has no checksum beside it, so nobody knows whether it is as it was made: add --yes to restore "
                          "it"),
    "backup_cell": N_("{path} holds what this program did not write ({table} {code}, {column}: {value}; and {more} more): choose "
                      "another backup; nothing was changed"),
    "backup_unexplained": N_("{path} holds what no entry of its log explains ({table} {code}, {column}: {value}; and {more} "
                             "more): choose another backup, or add --unexplained when it was mended by hand; nothing was "
                             "changed"),
    "backup_itself": N_("{path} is the database itself: name one of its backups"),
    "restore_unasked": N_("Without a terminal nobody can be asked: add --yes to put {path} in the place of what is there"),
    "schema_lacks": N_("The database has lost a part ({part}): restore a backup"),
    "schema_other": N_("A part of the database is not as this program made it ({part}): restore a backup"),
    "schema_foreign": N_("The database holds what is not this program's, and could act on every write: {part}"),
    "audit_missing": N_("The log is broken at {seq}: that entry is missing"),
    "audit_broken": N_("The log is broken at {seq}: that entry was changed after it was written"),
    "audit_cut": N_("The log is broken at {seq}: its end was cut off"),
    "audit_unguarded": N_("The log has lost the guards that keep it from being changed: restore a backup"),
    # Seed folders
    "seed_refused": N_("Nothing was loaded; cells that are wrong: {count}. Mend them and run it again"),
    "seed_no_folder": N_("There is no folder {path}: campaign seed DIR wants one with CSV files"),
    "seed_nothing": N_("The folder {path} holds none of the files of a campaign: it may have {words}"),
    "seed_no_projects": N_("The folder {path} holds no projects.csv: add one, a header line will do"),
    "start_and_day": N_("The first day is given twice: type either --start DATE or --day N"),
    "bad_csv": N_("The file is no CSV ({why}): save it again as CSV, UTF-8"),
    "bad_toml": N_("The file is no TOML ({why}): compare it with the one in the sample folder"),
    "bad_encoding": N_("The file is neither UTF-8 nor Chinese in GB18030: save it again as UTF-8"),
    "file_long": N_("The file is longer than {limit} MB and was not read: leave out what does not belong here"),
    "bad_column": N_("“{text}” is no column of this file: the columns are {words}"),
    "no_column": N_("The column “{text}” is missing: add it, with its name in the first line"),
    "bad_setting": N_("{key} cannot be “{text}”: the README of the sample folder tells what it may be"),
    "bad_code": N_("“{text}” is no code for this file: type one like {example}, or leave the cell empty"),
    "twin_code": N_("The code {code} is there twice: give one of them another"),
    "twin_column": N_("The column “{text}” is there twice: delete one"),
    "twin_national_code": N_("The national code {text} is there twice: delete one"),
    "extra_cell": N_("“{text}” stands beyond the last column: quote cells that contain commas"),
    # Configuration and command line
    "bad_now": N_("CAMPAIGN_NOW is “{text}”, which is no instant: set it like 2026-11-22T10:48:00+08:00, or unset it"),
    "bad_language": N_("“{text}” is not a language: use zh or en (--lang, CAMPAIGN_LANG or language in {path})"),
    "bad_config": N_("{path} cannot be used ({why}): mend it or delete it"),
    "config_key": N_("{path}: “{key}” is not known there: use {words}"),
    "no_command": N_("There is no command “{text}”: campaign --help lists them"),
    "no_command_near": N_("There is no command “{text}”: did you mean {near}?"),
    "no_option": N_("There is no option {text}: {command} --help lists them"),
    "no_option_near": N_("There is no option {text}: did you mean {near}?"),
    "global_option": N_("The option {text} goes before the command: {example}"),
    "option_value": N_("The option {text} needs a value: {usage}"),
    "option_no_value": N_("The option {text} takes no value: {usage}"),
    "missing": N_("{text} is missing: {usage}"),
    "extra": N_("“{text}” is one word too many, put quotes around a name with blanks: {usage}"),
    "usage": N_("{why}: {usage}"),
    "stdin_twice": N_("Only one value can be read from stdin: type - once"),
    "stdin_text": N_("What came from stdin is neither UTF-8 nor Chinese in GB18030: convert it first"),
    "stdin_long": N_("More than {limit} bytes came from stdin, which no field takes, and nothing was done: shorten it"),
    "bulletin_there": N_("{path} is there already, and nobody is here to be asked: add --yes to write over it"),
    "output_file": N_("{path} cannot be written ({why}): name another file after -o"),
    "bulletin_since": N_("The bulletin of {day} cannot be compared with {since}: type an earlier day after --since"),
    "bulletin_early": N_("The first bulletin is that of {first}, day 1: type --number N for one before"),
    "bulletin_format": N_("“{text}” is no form of a bulletin: type md, html or docx after --format"),
    "bulletin_terminal": N_("A Word file is no text to be shown: type -o FILE, or send it into a file"),
    "docx_missing": N_("Word files need python-docx: pip install 'campaign[docx]', or type --format html"),
    "output_failed": N_("The output could not be written ({why}): send it elsewhere"),
    "twice": N_("{text} contradicts each other: type only one of them"),
    "money_form": N_("“{text}” is not money: type +300万, -300万 (a correction) or --to 3200万 (cumulative)"),
    "crew_form": N_("“{text}” is no crew: type it like 120 or 120/150 (there and planned)"),
    "no_shell": N_("“{text}” is not a shell known here: type bash, zsh or fish"),
    "no_seed": N_("The sample data was not installed with the program: campaign seed DIR with a folder of your own"),
}

LISTS = {"county": "campaign counties", "unit": "campaign units", "leader": "campaign leaders", "person": "campaign people",
         "project": "campaign projects", "blocker": "campaign blockers", "land_task": "campaign land-tasks",
         "approval": "campaign approvals", "lead": "campaign leads", "merit": "campaign merits", "trip": "campaign trips",
         "event": "campaign events",
         "task_force": "campaign taskforces", "dispatch": "campaign dispatches"}
SHOWN = 8
"""Candidates that are listed of an ambiguous name."""
LONGEST = 200
"""Characters of one thing inside a sentence."""


def error_text(error: CampaignError, instead: str = "") -> str:
    """The sentence, in the language spoken now; harmless on any terminal. ``instead`` (English) is said in place of its own."""
    params = {name: _param(name, value) for name, value in error.params.items()}
    if "kind" in error.params:
        params.setdefault("list", LISTS.get(str(error.params["kind"]), "campaign projects"))
    english = instead or ERRORS.get(error.key)
    sentence = _(english) if english else error.key  # gettext's own header stands behind the empty text
    return sentence.format_map(_Given(params))


class _Given(dict[str, str]):
    """A figure that was not handed over shows as a question mark: an error must never fail itself."""

    def __missing__(self, key: str) -> str:
        return "?"


def _param(name: str, value: object) -> str:
    match name:
        case "field":
            return labels.field(str(value))
        case "kind" if labels.is_kind(str(value)):
            return labels.kind(str(value))
        case "words" | "known":
            return _short(labels.listed(str(value).split(", ")))
        case "verb":
            return labels.verb(str(value))
        case "role" | "least" if isinstance(value, Role):
            return labels.label(value)
        case "ballast" | "drop":  # to be typed into a shell
            import shlex

            return shlex.quote(printable(str(value)))
        case "candidates" if isinstance(value, list):
            shown = labels.listed([f"{code} {_short(name)}" for code, name in value[:SHOWN]])
            return shown if len(value) <= SHOWN else _("{some} and {n} more").format(some=shown, n=len(value) - SHOWN)
    return _short(labels.coded(name, value) or str(value))


def _short(text: str) -> str:
    text = printable(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
