import { createPublicationRepository, type FigureFilter, type FigureRow, type PublicationRow } from '../../../db/repositories/publications.ts';
import type { DataDictionary, PublicData, PublicEdition, PublishedFigure, PublicOverview } from '../../../schemas/publications.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { aboutOf, columns } from './notes.ts';

type Asked = Omit<FigureFilter, 'publicationId'>;
const shown = { short: 10, surplus: 5, groups: 200 };

/** What everybody reads: the publication in force, and nothing beside it. */
export function createPublicService({ db, clock }: ServerContext) {
  const publications = createPublicationRepository(db);

  async function inForce(): Promise<PublicationRow> {
    const row = await publications.newestAt(clock());
    if (!row)
      throw new ApiError('not_found', {
        zh: '尚未公布任何数据：规划部门发布一个预测批次后，这里才有内容',
        en: 'Nothing has been published yet: figures appear here once the planning department publishes a run',
      });
    if (row.withdrawnAt === null) return row;
    const [day, why] = [row.withdrawnAt.toISOString().slice(0, 10), row.withdrawReason ?? ''];
    throw new ApiError('not_found', { zh: `已公布的数据于 ${day} 撤回：${why}`, en: `What was published was withdrawn on ${day}: ${why}` });
  }
  const dictionaryOf = (row: PublicationRow): DataDictionary => ({ columns: [...columns], ...aboutOf(row) });
  const groups = async (row: PublicationRow, cut: 'level' | 'chain') =>
    (await publications.pageFigures({ publicationId: row.id, cut }, { limit: shown.groups })).items.map((figure) => presentFigure(figure, row));
  const rowsOf = (row: PublicationRow, asked: Asked) =>
    walk(
      (page) => publications.pageFigures({ ...asked, publicationId: row.id }, page),
      (figure) => presentFigure(figure, row),
    );

  return {
    inForce,
    rowsOf,
    async overview(row: PublicationRow): Promise<PublicOverview> {
      const bands = Object.fromEntries((await publications.bandCounts(row.id)).map(({ band, n }) => [band ?? 'withheld', n]));
      const extremes = async (side: 'short' | 'surplus') =>
        (await publications.extremes(row.id, side, shown[side])).map((figure) => presentFigure(figure, row));
      return {
        ...{ edition: presentEdition(row), bands, about: aboutOf(row) },
        ...{ short: await extremes('short'), surplus: await extremes('surplus') },
        ...{ levels: await groups(row, 'level'), chains: await groups(row, 'chain') },
      };
    },
    async list(row: PublicationRow, asked: Asked, query: PageQuery) {
      const filter = { ...asked, publicationId: row.id };
      const page = await publications.pageFigures(filter, toPageRequest(query, ['number']));
      return toList(page, query, (figure) => presentFigure(figure, row), () => publications.countFigures(filter)); // prettier-ignore
    },
    dictionary: dictionaryOf,
    /** All of it as one document: figures never without what they mean. */
    async data(row: PublicationRow): Promise<PublicData> {
      const figures: PublishedFigure[] = [];
      for await (const figure of rowsOf(row, {})) figures.push(figure);
      return { edition: presentEdition(row), dictionary: dictionaryOf(row), figures };
    },
  };
}

function presentEdition(row: PublicationRow): PublicEdition {
  const { id, regionCode, regionName, runId, asOfYear, engineVersion, note, licence, fewestEnterprises, smallestCell, roundedTo, figures, digest, simulated } =
    row;
  return {
    ...{ id, regionCode, regionName, runId, asOfYear, engineVersion, note, licence, validFrom: row.validFrom.toISOString() },
    ...{ fewestEnterprises, smallestCell, roundedTo, figures, digest, simulated },
  };
}
function presentFigure({ publicationId: _id, place: _place, ...figure }: FigureRow, { simulated }: PublicationRow): PublishedFigure {
  return { ...figure, chains: figure.chains.split('|').filter((id) => id !== ''), simulated };
}
