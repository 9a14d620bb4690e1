import type { Principal } from '../../../db/repositories/access.ts';
import { createCatalogueRepository } from '../../../db/repositories/catalogue.ts';
import { createTitleRepository } from '../../../db/repositories/title-choices.ts';
import { comparedTitle } from '../../../matching/titles/compared.ts';
import { anyGood, createTitleIndex, type TitleCandidate, type TitleIndex } from '../../../matching/titles/title-index.ts';
import type { OccupationCandidate, OccupationCandidates, TitleChoice, TitleChoiceInput } from '../../../schemas/titles.ts';
import type { ServerContext } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { createRecorder } from '../../recording.ts';
import { createReporting } from '../../reporting.ts';

const shown = 5;
const rememberedReason = { zh: '本单位上次为此名称选择', en: 'Chosen by your organisation for this title before' };

/** Occupations for titles as people write them; what an organisation chose for a title comes first when it asks again. */
export function createTitleService(context: ServerContext) {
  const { db, clock, newId } = context;
  const titles = createTitleRepository(db);
  const catalogue = createCatalogueRepository(db);
  const reporting = createReporting(context);
  const record = createRecorder(context);

  let kept: { readonly edition: string; readonly index: Promise<TitleIndex> } | undefined;
  /** Made once per edition of the catalogue; requests that come while it is made wait for the same one. */
  async function index(): Promise<TitleIndex> {
    const edition = await titles.edition();
    if (kept?.edition !== edition) kept = { edition, index: titles.occupations().then(createTitleIndex) };
    return kept.index;
  }

  return {
    async candidates({ organisationId }: Principal, title: string): Promise<OccupationCandidates> {
      const compared = comparedTitle(title);
      const alike = (await index()).candidates(title, shown);
      const [found, good] = [alike.map(present), anyGood(alike)];
      const chosen = organisationId === null || compared === '' ? undefined : await titles.choiceOf(organisationId, compared);
      if (!chosen) return { title: compared, good, items: found };
      const known = found.find(({ code }) => code === chosen.code);
      const first = { ...chosen, score: known?.score ?? 1, shared: known?.shared ?? [], remembered: true, reason: rememberedReason };
      return { title: compared, good: true, items: [first, ...found.filter(({ code }) => code !== chosen.code)].slice(0, shown) };
    },
    async choose(principal: Principal, input: TitleChoiceInput, requestId: string): Promise<TitleChoice> {
      const { id: organisationId } = await reporting.reporter(principal, input.organisationId, 'enterprise');
      const title = comparedTitle(input.title);
      if (title === '') throw invalidField('/title', '名称中没有可识别的岗位', 'names no job that could be told from others');
      const { occupationCode } = input;
      const occupation = await catalogue.findOccupation(occupationCode);
      if (!occupation || occupation.retired)
        throw invalidField('/occupationCode', `职业代码 ${occupationCode} 不在目录中`, `occupation ${occupationCode} is not in the catalogue`);
      const [id, now] = [newId(), clock()];
      const before = await titles.choiceOf(organisationId, title);
      await titles.addChoice(
        { id, organisationId, title, occupationCode, chosenBy: principal.actor, chosenAt: now },
        record(
          { actor: principal.actor, requestId },
          now,
          'create',
          ['title_choice', id],
          { organisationId, title, occupationCode },
          before && { occupationCode: before.code },
        ),
      );
      return { organisationId, title, occupationCode, occupationName: occupation.name, chosenAt: now.toISOString() };
    },
  };
}

function present({ code, name, score, shared, saying }: TitleCandidate): OccupationCandidate {
  const said = saying === null ? { zh: [], en: [] } : { zh: [`常用说法“${saying}”`], en: [`often said: ${saying}`] };
  const common = shared.length === 0 ? { zh: [], en: [] } : { zh: [`共有：${shared.join('、')}`], en: [`in common: ${shared.join(', ')}`] };
  const same = score === 1 ? { zh: ['名称相同'], en: ['the same name'] } : null;
  const parts = same ?? { zh: [...said.zh, ...common.zh], en: [...said.en, ...common.en] };
  return { code, name, score, shared: [...shared], remembered: false, reason: { zh: parts.zh.join('；'), en: parts.en.join('; ') } };
}
