"""What errors say that only members of a shared server meet, and its administrators: roles, keys, the gate."""

from campaign.text import N_

MEMBER_ERRORS = {
    # Members
    "member_gone": N_("{person} may no longer come in here: ask headquarters to add the member or the key again"),
    "role_lacks": N_("Your role ({role}) may not do this ({verb}): ask headquarters"),
    "not_own": N_("Your role ({role}) may do this ({verb}) only to what is your own: ask whoever has it, or headquarters"),
    "claimed": N_("{person} {name} has this project: ask there, or headquarters"),
    "member_exists": N_("{person} is a member already: campaign member role changes the role"),
    "gate_doctor": N_("From elsewhere doctor takes --json, --csv and --plain only: its other options name places on the server"),
    "remove_unasked": N_("There is no terminal to ask on whether {person} is to be removed: add --yes"),
    "not_a_member": N_("{person} is no member: campaign member add makes one"),
    "last_admin": N_("{person} is the only one left who may administer: make someone else admin first"),
    "staff_of_what": N_("{person} belongs to no county and no unit: add --county or --unit"),
    "key_exists": N_("The key {fingerprint} is {person}'s already: every person has a key of their own"),
    "unknown_key": N_("No member has the key {fingerprint}: campaign member list shows the keys"),
    "bad_key": N_("This is not a public SSH key: give the one line of an id_*.pub file; it begins with one of {words}"),
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
}
