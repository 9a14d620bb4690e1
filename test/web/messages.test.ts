import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'vue/compiler-sfc';
import { en } from '../../web/src/i18n/en/index.ts';
import { later as enLater } from '../../web/src/i18n/en/later.ts';
import { zh } from '../../web/src/i18n/zh/index.ts';
import { later } from '../../web/src/i18n/zh/later.ts';

type Tree = { readonly [key: string]: string | Tree };
const flatten = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[path + key, value]] : flatten(value, `${path}${key}.`)));
const zhMessages = new Map(flatten({ ...zh, ...later }));
const enMessages = new Map(flatten({ ...en, ...enLater }));
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

const sources = readdirSync('web/src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|ts)$/.test(file) && !file.startsWith('i18n') && !file.endsWith('.d.ts'))
  .map((file) => ({ file, text: readFileSync(join('web/src', file), 'utf8') }));

describe('messages', () => {
  it('say the same keys in both languages', () => {
    expect([...enMessages.keys()]).toEqual([...zhMessages.keys()]);
  });
  it('take the same values in both languages', () => {
    const differing = [...zhMessages].filter(([key, text]) => placeholders(text).join() !== placeholders(enMessages.get(key) ?? '').join());
    expect(differing).toEqual([]);
  });
  it('are none of them empty, and English holds no Chinese but the name of the other language', () => {
    expect([...zhMessages, ...enMessages].filter(([, text]) => text.trim() === '')).toEqual([]);
    expect([...enMessages].filter(([key, text]) => /\p{Script=Han}/u.test(text) && key !== 'language.to')).toEqual([]);
  });
  it('exist for every key the pages name', () => {
    const named = sources.flatMap(({ file, text }) => [...text.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key]) => `${file} ${key ?? ''}`));
    expect(named.length).toBeGreaterThan(80);
    expect(named.filter((entry) => !zhMessages.has(entry.split(' ')[1] ?? ''))).toEqual([]);
  });
  it('are all in use: by name, or as words of an enumeration', () => {
    const quoted = new Set(sources.flatMap(({ text }) => [...text.matchAll(/'([\w.-]+)'/g)].map(([, key]) => key)));
    const enumerations =
      /^(level|cut|flag|band|grade|window|origin|pooling|position|side|section|alertKind|auditFault|actor|auditAction|auditEntity|catalogueKind|catalogueCount|importStatus|issueSeverity|alertStatus|severity|scored|direction|outcome|survival|ruleOutcome|ruleDirection|certainty|subject|model|condition|status|stage|role|scope|organisationKind|organisationStatus|region|nav|title|terms|education|ladder|ladderSeries|place|competenceKind|competenceState|withheldWhy|size|filingKind|filingState|filingStanding|filingAction|heatRow|heatKey|task|reporterKind|reportedOf|imports\.(kinds|readings|states|report)|fields|postingStatus|postingOutcome|publicationState|assumptions\.other|placementKind|placementStatus|placementSaid|studentSaid|missReason|missedPlace|appealStatus|proposing|replyStanding|replyKind|replyAction|internshipStanding|company\.duty|strength|finderKind|adjustment|planned|docketOutcome|keyListKind|keyLists\.recipientOf|keyDeed|notification|taskOrigin|taskDue|taskCount|bulletinKind|bulletinTable|bulletinOutcome|calendarKind|seatRole|meetingKind|decisionRule|attendanceState|itemOutcome|cooperation(Pair|Unit|About|Side|Resource|State|Event|Outcome|Part)|listing(State|Event)|tracking\.(cut|fields|band)|seats|records|analyses\.(kinds|states|sections))\./;
    const parts =
      /^evidence\.(growth|replacement|projects|openings|others|entryDemand|supply|gap)$|^frame\.(csv|xlsx|png|svg)$|^cooperation\.(cooperations|statistics|(open|need|offer|late|agreed)[A-Z]\w+|talking|agreed|over|achieved|dropped)$|^open\.aboutOf\.\w+$|^map\.(outside|unlinked|elsewhere|uncovered|no_\w+)$/; // the steps of the waterfall, kinds of files, columns of the statistics, parts of a sentence, places of a map
    expect([...zhMessages.keys()].filter((key) => !enumerations.test(key) && !parts.test(key) && !quoted.has(key))).toEqual([]);
  });
  it('explain every term the pages name', () => {
    const terms = sources.flatMap(({ text }) =>
      [...text.matchAll(/<Term\s+name="(\w+)"|\bterm="(\w+)"|\bterm: '(\w+)'/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? ''),
    );
    expect(terms.length).toBeGreaterThan(20);
    expect(terms.filter((term) => !zhMessages.has(`terms.${term}.meaning`))).toEqual([]);
  });
});

/** Elements and text of a template, in order. */
interface Node {
  readonly type: number;
  readonly content?: unknown;
  readonly props?: readonly { readonly type: number; readonly name: string; readonly value?: { readonly content: string } }[];
  readonly children?: readonly Node[];
}
const nodeTypes = { element: 1, text: 2, attribute: 6 };
const spoken = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'content']);
/** Signs and the names of quantities (P, r) are the same in both languages. */
const isLiteral = (text: string) => /\p{Script=Han}|\p{L}{2,}/u.test(text);
function literals(node: Node): string[] {
  if (node.type === nodeTypes.text) return typeof node.content === 'string' && isLiteral(node.content) ? [node.content.trim()] : [];
  const own = (node.props ?? []).flatMap((p) =>
    p.type === nodeTypes.attribute && spoken.has(p.name) && isLiteral(p.value?.content ?? '') ? [p.value?.content ?? ''] : [],
  );
  return [...own, ...(node.children ?? []).flatMap(literals)];
}

describe('components', () => {
  it.each(sources)('$file holds no words of its own', ({ file, text }) => {
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(code.match(/\p{Script=Han}+/gu) ?? []).toEqual([]);
    if (!file.endsWith('.vue')) return;
    const { descriptor } = parse(text);
    expect((descriptor.template?.ast?.children as readonly Node[] | undefined)?.flatMap(literals)).toEqual([]);
  });
  it('finds a word if there is one', () => {
    const { descriptor } = parse('<template><p title="Hello there"><b>Gap</b>{{ x }} · P</p></template>');
    expect((descriptor.template?.ast?.children as unknown as readonly Node[]).flatMap(literals)).toEqual(['Hello there', 'Gap']);
  });
  it.each(sources.filter(({ file }) => file.endsWith('.vue')))('$file carries no inline style, which the content security policy forbids', ({ text }) => {
    expect(text).not.toMatch(/<[^>]*\sstyle="/);
    expect(text).not.toContain('v-html');
  });
});
