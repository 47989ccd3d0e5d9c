"""The sentence of every code that a receipt can carry: what is wrong, then how to mend it.

The English sentence is the key of the catalogues; `{value}` is what stands in the cell.
"""

from pipelines.locale import N_

SENTENCES = {
    # The access list
    "email_malformed": N_(
        "This is not an e-mail address. Write it in full, such as officer@example.org, one to a row."
    ),
    "access_needs_partner": N_("Say for which partner the person reports: {partners}."),
    "access_names_partner": N_(
        "Only the role “{role}” names a partner. Empty this cell, or change the role."
    ),
    "access_twice": N_("The person has this role in row {first} already. Keep one of the two rows."),
    "access_without_administrator": N_(
        "Nobody on the list is an administrator today, so it can only be changed at a shell on the server."
    ),
    # The file
    "file_missing": N_("There is no file at this place. Check the name and send it again."),
    "folder_without_csv": N_(
        "This folder holds no CSV file. Send one file, or a folder with a CSV file for each sheet."
    ),
    "file_empty": N_("The file is empty. Save your workbook again and send the new file."),
    "file_too_large": N_("The file is larger than {most} MB. Send only what is asked for, without pictures."),
    "file_name_unsafe": N_(
        "The file's name holds hidden characters. Give it a plain name and send it again."
    ),
    "not_a_workbook": N_(
        "This is a {kind} file, not a spreadsheet. Send an Excel workbook (.xlsx), OpenDocument spreadsheet "
        "(.ods) or CSV file."
    ),
    "old_workbook": N_("This is an old Excel workbook (.xls). Save it as .xlsx and send that file."),
    "binary_workbook": N_("This is a binary Excel workbook (.xlsb). Save it as .xlsx and send that file."),
    "encrypted": N_("The file is protected with a password. Save it without one and send it again."),
    "macros": N_("The workbook holds macros. Save it as an ordinary .xlsx and send that file."),
    "external_links": N_(
        "The workbook holds links to other files or to data on the web. Break the links and send it again."
    ),
    "embedded_objects": N_(
        "The workbook holds embedded objects or form controls. Remove them and send it again."
    ),
    "nested_archive": N_("The file holds another packed file. Send only the workbook."),
    "xml_entities": N_(
        "The workbook holds definitions that no spreadsheet program writes. Copy your rows into a new "
        "template and send that."
    ),
    "damaged": N_("The file is damaged and cannot be opened. Save it again and send the new file."),
    "too_many_entries": N_("The workbook holds {count} parts, more than {most}. Start from a new template."),
    "part_climbs_out": N_(
        "The workbook holds a part whose name leads out of it (“{value}”), which no spreadsheet program "
        "writes. Copy your rows into a new template and send that."
    ),
    "part_twice": N_(
        "The workbook holds two parts of one name (“{value}”), so it is not clear which one counts. Save it "
        "again and send the new file."
    ),
    "unpacks_too_large": N_("The workbook unpacks to far more than it should (limit {most} MB)."),
    "too_many_sheets": N_("The workbook has {count} sheets; at most {most} are read. Remove the others."),
    "too_many_rows": N_("The sheet has {count} rows; at most {most} are read. Delete what is not needed."),
    "too_many_columns": N_(
        "The sheet has {count} columns; at most {most} are read. Delete what is not needed."
    ),
    "cell_too_long": N_("A cell holds more than {most} characters. Shorten it."),
    "nul_characters": N_("The file holds characters that no text file has. Save it as CSV (UTF-8)."),
    "reader_timed_out": N_("Reading the file took longer than {seconds} seconds, so it was stopped."),
    "reader_out_of_memory": N_("Reading the file took too much memory, so it was stopped."),
    "reader_stopped": N_(
        "The file could not be read: it made the reader stop. Copy your rows into a new template and "
        "send that."
    ),
    # A Taguette export
    "export_empty_file": N_("The file is empty. Export the project from Taguette again."),
    "export_too_large": N_("The file has {bytes} bytes; at most {limit} are read."),
    "export_truncated": N_("The file ends too early ({bytes} of {expected} bytes). Download it again."),
    "export_damaged": N_("The file is damaged and cannot be opened. Export the project from Taguette again."),
    "export_wrong_format": N_(
        "This is not a Taguette project file ({format}). In Taguette, export the whole project as .sqlite3, "
        "or else all highlights as CSV."
    ),
    "export_not_taguette": N_("This database was not made by Taguette. Export the project from Taguette."),
    "export_unknown_version": N_(
        "This Taguette version ({version}) is not known here yet. Export the project with a known version."
    ),
    "export_forbidden_object": N_(
        "The file holds something that no Taguette export has ({kind} {name}), so nothing in it was run or "
        "read. Export the project from Taguette again."
    ),
    "export_unknown_schema": N_(
        "The file is not laid out as Taguette does it ({table}, {column}). Export the project from Taguette "
        "again."
    ),
    "export_live_database": N_(
        "This is a database in use, not an export of one project. In Taguette, choose Export project."
    ),
    "export_no_project": N_("The file holds no project. Export the project from Taguette again."),
    "export_several_projects": N_("The file holds several projects. Export one project from Taguette."),
    "export_too_many_rows": N_("The table {table} has more than {limit} rows."),
    "export_too_much_text": N_("The file holds more text than can be read (limit {limit})."),
    "export_markup_too_complex": N_("A document is laid out in too complex a way (limit {limit})."),
    "export_took_too_long": N_("Reading the file took longer than {seconds} seconds, so it was stopped."),
    "export_unexpected_value": N_("The file holds a value that Taguette does not write ({table}, {column})."),
    "export_missing_columns": N_(
        "The file lacks the columns {columns}. Export all highlights from Taguette."
    ),
    "export_not_a_pair": N_(
        "This folder does not hold one list of highlights and its codebook. Send those two and nothing else, "
        "or one file."
    ),
    "export_per_tag_file": N_(
        "This file holds the highlights of one tag only ({tag}). Export the whole project from Taguette."
    ),
    "export_conflicting_rows": N_("The rows of highlight {id} contradict one another."),
    "export_out_of_memory": N_("Reading the file took too much memory, so it was stopped."),
    "export_part_climbs_out": N_(
        "The file holds a part whose name leads out of it (“{name}”), which no export of Taguette has. "
        "Export the project from Taguette again."
    ),
    "export_part_twice": N_(
        "The file holds two parts of one name (“{name}”). Export the project from Taguette again."
    ),
    "export_passages_repaired": N_(
        "{wrong} of {total} passages were stored wrongly by the tool that made this file; repaired from the "
        "documents."
    ),
    "export_passages_outside_document": N_("Passages that lie outside their document: {count}."),
    "export_rows_without_parent": N_("Rows that belong to nothing in the file were left out ({count})."),
    "export_identity_from_position": N_("Passages that are known by their position only: {count}."),
    "export_project_is_empty": N_("The project has no highlights."),
    "export_counts_are_passages": N_(
        "This file holds coded passages and no documents, so passages are counted, not comments, and every "
        "page says so."
    ),
    "export_untagged_absent": N_("Passages without a tag are not in this file."),
    "export_codebook_absent": N_(
        "The codebook is not here. To check the numbers, put it (.csv or .xlsx) into one folder with this "
        "file and send the folder."
    ),
    "export_codebook_disagrees": N_("Tags that differ between the codebook and the highlights: {count}."),
    "export_read_as_cp1252": N_("The text was read as cp1252. Check letters with accents."),
    "export_workbook_loses_text": N_(
        "A workbook can lose text: {formulas} cells became formulas, {blanks} are blank, {cut} were cut "
        "short. The CSV file loses none."
    ),
    # An export beside those that came before it
    "export_is_older": N_(
        "A later export of this project is here already, last edited on {latest}; this one was on {this}. "
        "The later one counts."
    ),
    "export_is_unchanged": N_("Nothing has changed since the last export of this project."),
    "export_list_beside_project": N_(
        "The whole project is here already (.sqlite3) and counts; this list of passages does not."
    ),
    "export_lists_of_several": N_(
        "This list shares too little with those that came before to be of the same project. {count} projects "
        "count now, side by side."
    ),
    "export_documents_renamed": N_("Documents renamed ({count}): {names}"),
    "export_documents_added": N_("New documents ({count}): {names}"),
    "export_documents_deleted": N_("Documents no longer there ({count}): {names}"),
    "export_documents_unmatched": N_(
        "Documents that the list of engagements does not name ({count}): {names}"
    ),
    "export_tags_renamed": N_("Codes renamed ({count}): {names}"),
    "export_tags_merged": N_("Codes merged into others ({count}): {names}"),
    "export_tags_added": N_("New codes ({count}): {names}"),
    "export_tags_deleted": N_("Codes no longer there ({count}): {names}"),
    "export_passages_changed": N_("Passages: {added} new, {deleted} no longer there, {recoded} coded anew."),
    # The answers to a form
    "form_answers": N_("The answers under “{value}” were taken, each as a comment."),
    "form_answers_to": N_("The answers under “{value}” were taken, each as a comment on: {question}."),
    "form_engagement": N_("The column “{value}” was read as the engagement of each answer."),
    "form_left_out": N_("Columns that were left out, so that nothing of them was kept ({count}): {names}"),
    "form_remembered": N_(
        "Which columns hold answers was taken from receipt {receipt}, which is of a form with the same "
        "headings."
    ),
    "form_answers_unsaid": N_(
        "These are the answers to a form. Say which of its columns hold answers in people's own words, for "
        "example --answers “What do we need?=need”; nothing of any other column is kept. Its columns: {names}"
    ),
    "form_column_unknown": N_("The form has no column “{value}”. Its columns: {names}"),
    "form_question_unknown": N_(
        "“{value}” is not what “{heading}” can be an answer to. Use one of: {allowed}; or leave it out."
    ),
    "form_column_personal": N_(
        "“{value}” asks who somebody is, so its answers cannot be taken. If it asks for something else, give "
        "the column another name."
    ),
    "form_answers_personal": N_(
        "Most of what stands under “{value}” says who somebody is, so it cannot be taken as answers."
    ),
    "form_without_engagement": N_(
        "These are the answers to a form. Say at which engagement it was answered: send it with --engagement "
        "E07, or add a column “Engagement number”."
    ),
    # Who, what, when
    "feed_unknown": N_("There is no feed called {feed}."),
    "register_missing": N_("The plan itself has not been loaded yet. Load the register first."),
    "partner_missing": N_("It is not said whose return this is. Name one of: {partners}."),
    "partner_unknown": N_("No partner of the plan is called {partner}. Name one of: {partners}."),
    "round_missing": N_("It is not said for which round this is. Name one of: {rounds}."),
    "round_unknown": N_("The plan has no round {round}. Name one of: {rounds}."),
    "round_not_open": N_("Round {round} opens on {opens_on}. Send it from that day on."),
    "workbook_of_another_partner": N_(
        "This workbook was made for another partner: {partner}, {round}. Start from the workbook that was "
        "made for your organisation, or have this one sent for the partner that it was made for."
    ),
    # Sheets and columns
    "sheet_missing": N_("The sheet “{wanted}” is missing. Start from your template, or rename the sheet."),
    "sheet_twice": N_(
        "This sheet and “{other}” could both be “{wanted}”, so it is not clear which one counts. Keep one of "
        "them."
    ),
    "no_table": N_(
        "No sheet has the columns that are needed: {columns}. Put the headers into one row above what you "
        "say, or start from the template."
    ),
    "column_missing": N_("The column “{header}” is missing. Put this header above the column that holds it."),
    "column_twice": N_("The column “{header}” is there twice. Keep one of them."),
    # Cells
    "value_missing": N_("This may not be empty. Enter {header}, for example: {example}"),
    "code_unknown": N_("“{value}” is not one of the answers. Use one of: {allowed}."),
    "answer_of_another_column": N_(
        "“{value}” is not one of the answers here. If you mean “{meaning}”, say so under “{header}” and "
        "clear this cell; if not, use one of: {allowed}."
    ),
    "date_unreadable": N_("“{value}” is not a date. Write it like this: 31/10/2026 or 2026-10-31."),
    "month_unreadable": N_(
        "“{value}” is not a date. Write it like this: 31/10/2026 or 2026-10-31, or a month like this: "
        "2026-10."
    ),
    "date_is_vague": N_(
        "“{value}” could mean {months}. Write the month that you mean, for example {example}, or a day."
    ),
    "day_is_vague": N_("“{value}” could mean {months}. Write a day like this: 31/10/2026 or 2026-10-31."),
    "date_needs_day": N_("“{value}” has no day. Write it like this: 31/10/2026 or 2026-10-31."),
    "date_out_of_range": N_("“{value}” is not a date between 2000 and 2100. Check the year."),
    "number_unreadable": N_(
        "“{value}” is not a whole number. Write digits only, for example 12, or 0 for none."
    ),
    "amount_unreadable": N_(
        "“{value}” is not a number. Write digits only, for example 12.50, or 0 for none."
    ),
    "number_too_small": N_("“{value}” is less than {least}."),
    "number_too_large": N_("“{value}” is more than {most}."),
    "answer_unreadable": N_("“{value}” is neither yes nor no. Write yes, no, or leave it empty."),
    "text_too_long": N_("This has {count} characters; at most {most} fit. Shorten it."),
    "id_malformed": N_("“{value}” does not have the right form. It looks like this: {example}"),
    "address_malformed": N_("“{value}” is not a web address. It starts with https:// or http://"),
    "cell_in_error": N_(
        "The cell shows an error, or a formula that no program has worked out. Type the value itself."
    ),
    "cells_merged": N_(
        "This cell is merged down to row {last}, so it is not clear whether it speaks for each of those "
        "rows. Unmerge it and fill in every row."
    ),
    # A return
    "plan_id_malformed": N_(
        "“{value}” cannot be a number of the plan, such as {example}: it may have letters, digits, full "
        "stops, hyphens and underscores, at most {most} in all, a letter or digit first."
    ),
    "id_became_date": N_(
        "A spreadsheet has turned this number of the plan into the date {value}. Make the cell text, and "
        "type the number again."
    ),
    "id_ambiguous": N_("“{value}” could be {ids}. Make the cell text, and type the whole number."),
    "ids_differ_by_case": N_(
        "“{value}” and “{other}” (row {first}) differ only by capitals. Give them different numbers."
    ),
    "ids_may_change": N_(
        "A spreadsheet may turn these numbers into dates or other numbers: {ids}. They are understood as "
        "long as only one can be meant; numbers such as A07 are safer."
    ),
    "milestone_of_another": N_(
        "The number of a milestone is that of its action with something added: {action}-M1, for example."
    ),
    "action_unknown": N_("The plan has no action {value}. Use the number from your template."),
    "action_not_yours": N_("Your organisation neither leads nor supports {value}. Remove this row."),
    "action_twice": N_("{value} has more than one row (first in row {first}). Keep one."),
    "stage_missing": N_("Say which stage the action is at, or answer yes under “{no_change}”."),
    "no_change_excludes": N_(
        "“{no_change}” says yes, but this row says something new. Keep one of the two: clear "
        "“{no_change}”, or put back what stood here."
    ),
    "rating_missing": N_("An action in progress needs a rating. Use one of: {allowed}."),
    "rating_not_allowed": N_("Only an action in progress has a rating. Clear this cell."),
    "reason_missing": N_("“{answer}” needs a reason. Say why, in a sentence."),
    "next_step_missing": N_("“{answer}” needs what happens next. Say it in a sentence."),
    "forecast_missing": N_("“{answer}” needs a new date. Say when you now expect to finish."),
    "next_date_missing": N_(
        "“{answer}” needs a date: when you expect to finish, or when there will be news."
    ),
    "look_again_missing": N_("A paused action needs a date on which you look at it again."),
    "completed_on_missing": N_("A complete action needs the date on which it was completed."),
    "evidence_missing": N_("A complete action needs a web address that shows it."),
    "completed_on_not_allowed": N_("Only a complete action has a date of completion. Clear this cell."),
    "date_in_future": N_("“{value}” has not come yet. This must be a day that has passed."),
    "step_back_needs_reason": N_("This was “{before}” and is now “{now}”. Say why, in a sentence."),
    # Milestones
    "milestone_unknown": N_("The plan has no milestone {value}. Use the number from your template."),
    "milestone_not_yours": N_("Your organisation neither leads nor supports {value}. Remove this row."),
    "milestone_twice": N_("{value} has more than one row (first in row {first}). Keep one."),
    "state_missing": N_("Say how the milestone stands. Use one of: {allowed}."),
    "done_on_missing": N_("A milestone that is done needs the date on which it was done."),
    "done_on_not_allowed": N_("Only a milestone that is done has a date. Clear it, or say that it is done."),
    "cancelled_needs_reason": N_("A cancelled milestone needs a reason. Say why, in a sentence."),
    # Lists
    "id_twice": N_("{value} is there twice (first in row {first}). Keep one."),
    "reference_unknown": N_("“{value}” is not in {table}."),
    "theme_unknown": N_("No theme of the plan is called {value}."),
    "engagement_unknown": N_("The list of engagements has no {value}."),
    "led_by_unknown": N_("No partner of the plan is called {value}."),
    # What people feel
    "felt_event_unknown": N_("The sheet of events has no {value}. Add the event there, or mend its number."),
    "felt_more_than_people": N_(
        "These are {count} answers, and the sheet of events says that {people} people were there. One "
        "person gives one answer: mend the tallies, or the number of people."
    ),
    "felt_of_both": N_(
        "This row names a theme and an action. People are asked about one of them: keep it, and empty the "
        "other cell."
    ),
    "felt_of_neither": N_("Say what people were asked about: a theme or an action, by its id."),
    "felt_twice": N_(
        "{value} has more than one row of the event {event} (first in row {first}). Keep one, with all "
        "tallies in it."
    ),
    "felt_holds_personal_data": N_(
        "This holds what may be personal data ({kinds}), and it is published. Say it without that."
    ),
    "felt_event_again": N_(
        "{value} has been sent in before. What this file says of it stands in place of what was said then."
    ),
    "felt_rows_silent": N_("Rows without any number were left out ({count}): nobody was asked about them."),
    # Indicators
    "indicator_unknown": N_(
        "The register lists no indicator {value}. It lists: {indicators}. Add it there first, or mend its id."
    ),
    "indicators_none": N_("The register lists no indicators. Add {value} there first, then send its values."),
    "indicator_two_units": N_(
        "{indicator} has another unit in row {first}. One indicator has one unit: list the other one under "
        "an id of its own."
    ),
    "indicator_unit_changed": N_(
        "This indicator has values in “{unit}” already. Keep that unit, or list the new one under an id of "
        "its own."
    ),
    "indicator_other_unit": N_(
        "{indicator} is measured in “{unit}”, and this row says “{value}”. One indicator has one unit: "
        "convert the value, or list another indicator."
    ),
    "indicator_value_differs": N_(
        "The value of {on} in {where} was {before}, and is {value} here. If the source has revised it, say "
        "yes under “Revised”; if not, mend it."
    ),
    # Decisions
    "role_not_allowed": N_("“{decision}” is not for the role “{value}”. It is for: {allowed}."),
    "decision_needs": N_("“{decision}” needs {header}."),
    "decision_takes_no": N_(
        "“{decision}” does nothing with {header}, so it would be lost. Leave it empty, or record it by: "
        "{allowed}."
    ),
    "correct_changes_nothing": N_(
        "“{decision}” names an action and says nothing that is right of it, so nothing of it would change. "
        "Give {stage} or {finish}; to open the round only, name no action."
    ),
    "correct_needs_stage": N_(
        "{headers} go with {stage}; without it they would be lost. Give {stage} too, the same as it stands "
        "if it is right."
    ),
    "finish_agreed_already": N_(
        "The finish agreed for {action} is {day} already, so nothing would change. Give another day."
    ),
    "held_already": N_(
        "The words of {action} are held back already. They stay so until somebody lets them go."
    ),
    "not_held": N_("The words of {action} are not held back, so there is nothing to let go."),
    "let_in_already": N_("This return has been let in already, into round {round}, and counts there."),
    "return_in_time": N_(
        "This return came before round {round} closed, so there is nothing to let in. If something of it is "
        "wrong, ask its partner to send it again."
    ),
    "voice_withdrawn_already": N_(
        "This quote has been left out already, so there is nothing more to take out."
    ),
    "voice_approved_already": N_(
        "This quote is approved already, with the same consent, so nothing would change."
    ),
    "boundary_agreed_already": N_(
        "{value} has agreed to this very text of the boundary card of {action} already. It agrees afresh "
        "once a word of it changes."
    ),
    "question_decided_already": N_(
        "“{decision}” is what was decided last on the question {value}, so nothing would change."
    ),
    "sign_off_stands": N_(
        "Round {value} is signed off already, and what was signed is the same, so nothing would change."
    ),
    "round_cannot_close": N_("Only an open round can be closed; round {value} is {state}."),
    "round_still_open": N_("Round {value} is {state}. This can be decided once it has closed."),
    "round_before_unsigned": N_(
        "Rounds are signed off in their order, and round {before} is not signed off. Sign that one off first."
    ),
    "round_released": N_(
        "Round {value} is released already. Record “Correct the round” with its reason, then sign it off "
        "afresh."
    ),
    "round_after_signed": N_("Round {after} is signed off already. Withdraw that sign-off first."),
    "round_not_signed": N_("Round {value} is {state}, not signed off, so there is nothing to take back."),
    "round_signed": N_(
        "Round {value} is {state}: nothing can enter it. Withdraw the sign-off before it is released, or "
        "record “Correct the round”."
    ),
    "counts_in_round_after": N_(
        "No round is named, so this counts in round {open}. To have it count in round {closed}, which is "
        "closed and not signed off yet, name that round."
    ),
    "told_from_round": N_(
        "Round {closed} is closed and not signed off yet: it does not know of this, which is told from round "
        "{open} on."
    ),
    "finish_before_start": N_("“{value}” is before {action} was planned to start, which is {day}."),
    "counts_in_later_round": N_("Round {value} is signed off, so this counts in the round that is open now."),
    "receipt_unknown": N_("No accepted submission has the receipt {value}."),
    "decided_on_joined": N_(
        "Action {value} was joined to {into}, so nothing more is decided on it. Decide on {into} instead."
    ),
    "partner_not_of_action": N_(
        "“{value}” neither leads nor supports {action}, so it cannot agree to its boundary card. Use one of: "
        "{parties}."
    ),
    "boundary_incomplete": N_(
        "The boundary card of {value} is not complete in each language of the plan, so nobody can agree to "
        "it yet. Enter this in the register first: {headers}."
    ),
    "boundary_text_missing": N_(
        "It is not said which text was agreed. The card reads now: {now}. Enter that under “{header}” if it "
        "is the text that was agreed."
    ),
    "boundary_text_changed": N_(
        "The boundary card of {action} does not read as it was agreed: its text has changed. The card reads "
        "now: {now}. Ask for agreement to the new text."
    ),
    # The register
    "action_count_differs": N_("The plan says {expected} actions; the sheet of actions has {count}."),
    "one_row_only": N_("This sheet has exactly one row; here are {count}."),
    "slots_open": N_(
        "Actions without a title yet: {count}. Each is shown as “title not yet entered” until you enter it."
    ),
    "rounds_missing": N_("The plan has no rounds yet. Partners can report once you have entered them."),
    "dates_out_of_order": N_("“{value}” is before “{header}”, which is {other}."),
    "rounds_out_of_order": N_("Round {value} does not come after the round before it."),
    "lead_also_supports": N_("{value} leads this action, so it cannot support it as well."),
    "joined_to_itself": N_("An action cannot be joined to itself."),
    "finish_moves_by_decision": N_(
        "The finish of {action} was {before}, and a load of the register does not move it. Leave that day "
        "here, and record the decision “{decision}” with its reason."
    ),
    "change_needs_reason": N_(
        "This load changes what had been agreed ({action}: {change}, from {before} to {now}). Say why on the "
        "sheet “{sheet_name}”."
    ),
    "time_zone_unknown": N_(
        "“{value}” is not the name of a time zone. Write it as the time zone database does: Europe/London, "
        "Europe/Dublin or America/New_York, for example."
    ),
    "round_name_missing": N_(
        "What do people call round {round}? Its id is no month, such as 2025-06, so it needs a name here, "
        "such as “Spring 2026”."
    ),
    "round_name_twice": N_("Another round, in row {first}, is called “{value}” too. Give each its own name."),
    "round_opened_gone": N_(
        "Round {value} opened on {opens_on}. A round that has opened can be neither renamed nor removed: "
        "leave its row as it was."
    ),
    "round_date_fixed": N_(
        "Round {round} has opened, so its dates stay as everybody was told: this one is {told}. To close a "
        "round early, or to let a late return in, record a decision."
    ),
    "round_before_opened": N_(
        "A new round has to open after those that have opened already, the last of them on {last}."
    ),
    "round_date_past": N_("A new round cannot be over before it is known: today is {today}."),
    "plan_id_changed": N_(
        "This deployment holds the plan “{plan}”, whose id never changes. For another plan, start another "
        "deployment."
    ),
    "change_not_made": N_("{value} does not change in this way ({change})."),
    "topic_without_action": N_(
        "No action takes this topic up. Name one on the sheet of topics and actions, or say where it went."
    ),
    "topic_has_action": N_("An action takes this topic up, so it cannot have gone elsewhere."),
    "topic_needs_reason": N_("Say why, in a sentence for those who said it."),
    "voice_unknown": N_("Nobody said {value} in what has been taken in."),
    "voice_holds_personal_data": N_(
        "This quote holds what may be personal data ({kinds}), so it cannot be approved. Choose another one."
    ),
    "question_without_subject": N_(
        "Say which action or which theme the question is on: one of the two, and not both."
    ),
    "question_changed": N_(
        "The question {value} came in before, and it said something else ({columns}). A question never "
        "changes: give this one a number of its own, or take the old one back by a decision."
    ),
    "question_unknown": N_("Nobody asked {value} in what has been taken in."),
    "question_taken_back": N_(
        "The question {value} was taken back, so nothing more is decided on it. If it is asked again, it "
        "comes in again with a number of its own."
    ),
    "question_without_consent": N_(
        "Whoever asked {value} did not agree to have anything of it shown, so it can be answered, and not "
        "shown."
    ),
    "question_needs_general_words": N_(
        "The question {value} may be shown in general words only. Give them, in each of the plan's languages."
    ),
    "question_decided_early": N_("The question was asked on {asked_on}, which is later than this decision."),
    "question_words_personal": N_(
        "These words hold what may be personal data ({kinds}). Write them again without it."
    ),
    "question_guardian_needed": N_(
        "Somebody under 16 asked this. Their own words are shown only if a parent or guardian agrees: say "
        "where that is kept, or choose general words only."
    ),
    "guardian_needed": N_(
        "Those who took part were young, and may have been under 16. A parent or guardian has to agree too."
    ),
    "language_not_spoken": N_(
        "The plan is in English alone, so this cannot be “{answer}”. Clear this cell, or have en;cy entered "
        "under “Languages” in the register."
    ),
    "lead_missing": N_("An action with a title needs a lead partner."),
    # Warnings: what was assumed
    "read_as_encoding": N_("The text was read as {encoding}. Check letters with accents."),
    "read_as_separated": N_("The columns were taken to be separated by {separator}."),
    "name_differs": N_("The name says .{ending}, the content is {format}; it was read as {format}."),
    "sheet_ignored": N_("This sheet is not one that is asked for here, so it was not read."),
    "sheet_hidden": N_("This sheet is hidden; it was read all the same."),
    "column_ignored": N_("The column “{value}” is not one that is asked for here, so it was not read."),
    "column_not_spoken": N_(
        "The plan is in English alone, so the column “{value}” was not read. If the plan is in Welsh too, "
        "enter en;cy under “Languages” on its first sheet."
    ),
    "second_header_ignored": N_("Row {row} repeats the headers and was not read."),
    "date_day_first": N_("“{value}” was read day first, as {read_as}."),
    "answer_read_as": N_("“{value}” was read as “{read_as}”."),
    "answer_repeats": N_("“{value}” repeats what stands under “{header}”, so it was not read here."),
    "read_as_empty": N_("“{value}” was read as an empty cell."),
    "date_from_number": N_("The number {value} was read as the date {read_as}."),
    "characters_removed": N_("Hidden characters were removed from this cell."),
    "language_assumed": N_("No language was given for your words; they were taken to be in {language}."),
    "round_closed": N_(
        "Round {round} closed on {closes_on}. This return counts for the next round, unless the steering "
        "group lets it in."
    ),
    "workbook_of_another_round": N_(
        "This workbook was made for {made_for}, and what it says is taken for {round}. Check that it is not "
        "an old one."
    ),
    "actions_without_row": N_("No row was there for {actions}, so nothing is recorded for them."),
    "untouched_after_update": N_(
        "The row for {value} stands as it was pre-filled, so what you sent earlier in this round stays. To "
        "change it back, change at least one cell of the row."
    ),
    "nothing_to_confirm": N_(
        "You say that nothing has changed for {value}, but nothing was said of it before."
    ),
    "plain_words_long": N_("Plain words work best short: {count} words here, at most {most} are advised."),
    "plain_words_acronym": N_("Not everybody knows {acronyms}. Write it out in plain words."),
    "plain_sentence_long": N_("A sentence has {count} words; one of at most {most} is easier to read."),
    "plain_words_avoid": N_("The plan asks not to write “{word}” here: a neighbour may not know it."),
    "plain_words_instead": N_("The plan asks not to write “{word}” here. You could write: {instead}."),
    "words_said_before": N_(
        "These are the words of {round}, but something has changed since: {changed}. Are they still right? "
        "If not, send new ones."
    ),
    "words_taken_away": N_(
        "What you said here before is taken away, and is shown no more once the round is published. If that "
        "is not meant, write it again."
    ),
    "published_words_personal": N_(
        "These words are published as they stand, and they hold what may be personal data ({kinds}). If it "
        "belongs to somebody who has not agreed, take it out."
    ),
    "date_already_passed": N_("“{value}” has already passed."),
    "question_masked": N_(
        "This question holds what may be personal data ({kinds}). That was taken out before anything was "
        "kept, and the question can be shown in general words only."
    ),
    "question_stays_inside": N_(
        "Whoever asked {value} did not agree to have anything of it shown: the answer counts, and is not "
        "published."
    ),
    "question_answered_again": N_(
        "The question {value} has an answer already. This one takes its place, and the page says that it was "
        "corrected and what it said before."
    ),
    "questions_known": N_("Questions that came in before were left out ({count})."),
    "forgotten_again": N_(
        "This still holds texts that were to be forgotten ({count}). They were left out again, and the file "
        "itself was not kept; take them out where it comes from, too."
    ),
    "no_rows": N_("There was nothing to record in this file."),
    "duplicate": N_("This is the same file as receipt {receipt}. Nothing was recorded again."),
}
