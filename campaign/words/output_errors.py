"""What is wrong with what is given out: papers, files, the browser's pages."""

from campaign.text import N_

OUTPUT_ERRORS = {
    "file_there": N_("{path} is there already, and nobody is here to be asked: add --yes to write over it"),
    "output_file": N_("{path} cannot be written ({why}): name another file after -o"),
    "bulletin_since": N_("The bulletin of {day} cannot be compared with {since}: type an earlier day after --since"),
    "bulletin_early": N_("The first bulletin is that of {first}, day 1: type --number N for one before"),
    "bulletin_format": N_("“{text}” is no form of a bulletin: type one of {formats} after --format"),
    "wall_paper": N_("“{text}” is no size of paper: type one of {papers} after --paper"),
    "bulletin_terminal": N_("A Word file is no text to be shown: type -o FILE, or send it into a file"),
    "docx_missing": N_("Word files need python-docx: pip install 'campaign[docx]', or type --format html"),
    "export_projects": N_("The format {form} tells of projects alone: campaign export projects --format {form}"),
    "export_format": N_("“{text}” is no form of an export: type one of {formats} after --format"),
    "export_end": N_("{path} says no format by its end: type one that ends with {formats}"),
    "export_ending": N_("“{text}” ends as no form of an export does: type one of {formats} after --format"),
    "export_terminal": N_("A {form} file is no text to be shown: type -o FILE, or send it into a file"),
    "export_other": N_("These rows are no {what} that can be given out: leave out what turns the list into another one"),
    "excel_missing": N_("Workbooks need XlsxWriter: pip install 'campaign[excel]', or type --format csv"),
    "web_missing": N_("The browser's dashboard needs textual-serve: pip install 'campaign[web]'"),
    "web_windows": N_("Windows has no pseudo-terminals to show in a browser: campaign tui"),
    "port_taken": N_("Port {port} cannot be listened on ({why}): type another one after --port, or 0 for a free one"),
    "watch_replaced": N_("Another file stands in the place of {path}: campaign watch --since {seq} goes on in it"),
    "watch_ahead": N_("The log has only {head} entries: type a smaller number after --since"),
    "bad_seen": N_("“{text}” is no entry of the log: type its number, and behind a colon the beginning of its hash"),
    "output_failed": N_("The output could not be written ({why}): send it elsewhere"),
}
