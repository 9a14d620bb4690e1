import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as schema from '../../db/schema.sqlite.ts';

/** Columns that may lead to a person, by what docs/privacy.md calls them. A column that is new and looks like one of them fails until it has its place. */
const held: Readonly<Record<string, readonly string[]>> = {
  'login (a name or e-mail address)': ['accounts.login', 'accounts.display_name', 'accounts.password_hash', 'accounts.personal_key'],
  'how often it was tried in vain': ['accounts.failed_count', 'accounts.locked_until', 'accounts.password_changed_at'],
  'name of the browser': ['account_sessions.user_agent', 'account_sessions.last_seen_at'],
  'invitations: for whom': ['invitations.label', 'invitations.used_at'],
  'labels of machine keys': ['api_keys.label', 'api_keys.last_used_at', 'api_keys.exchanged_on'],
  'secret of a generator': [
    'second_factors.secret_sealed',
    'recovery_codes.code_hash',
    'recovery_codes.used_at',
    'passkeys.public_key',
    'passkeys.name',
    'passkeys.last_used_at',
  ],
  'contact of an organisation': ['organisations.contact'],
  'attached files: name': ['attachments.name'],
  'addresses of the calendar': ['calendar_feeds.secret_hash', 'calendar_feeds.last_used_at'],
  'names of who sits in it': ['conference_members.person_name', 'conference_members.person_title', 'member_changes.person_name', 'member_changes.person_title'],
  'offices of who came': ['conference_attendance.by'],
  'hashes of students’ codes': ['placement_candidates.code_hash', 'placement_candidates.number'],
  'rows as they came': ['import_rows.cells', 'imports.filename', 'catalogue_imports.file_name', 'code_systems.file_name'],
  'answers remembered for repeated calls': ['repeatable_calls.body'],
  'who read it when': ['notification_reads.reader', 'notifications.recipient', 'notifications.caused_by'],
};
/** Named like something of a person, and of none. */
const things: readonly RegExp[] = [
  /^(run_|catalogue|regions|majors|occupations|industries|chains|chain_|competences|programmes|parameters|jobs|task_templates|publication|published|key_|analyses|analysis_|indicator|rule|flags|alerts|adjustment)/,
  /^(organisations|placement_rounds|placement_posts|task_units|task_reports|projects|declared_projects|schools)\.(name|title|unit_name|number)$/,
  /\.(job_title|title|number|resolution_number|document_number|answer_number|new_name|major_name|subject_name|scope_name|region_name)$/,
];
const suspicious =
  /(^|_)(name|login|label|contact|person|phone|mobile|mail|address|agent|number|birth|identity|gender|used_at|seen_at)$|^(person|login|password)_/;

it('every column that may lead to a person has its line in the document on personal data', () => {
  const document = readFileSync(join(import.meta.dirname, '../../docs/privacy.md'), 'utf8');
  const columns = Object.values(schema).flatMap((table) =>
    is(table, SQLiteTable) ? Object.values(getTableColumns(table)).map(({ name }: { readonly name: string }) => `${getTableName(table)}.${name}`) : [],
  );
  expect(columns.length).toBeGreaterThan(500);
  const placed = Object.values(held).flat();
  expect(placed.filter((column) => !columns.includes(column))).toEqual([]);
  expect(Object.keys(held).filter((words) => !document.includes(words))).toEqual([]);
  const open = columns.filter(
    (column) => suspicious.test(column.split('.')[1] ?? '') && !placed.includes(column) && !things.some((thing) => thing.test(column)),
  );
  expect(open).toEqual([]);
});
