import { createCatalogueCodeRepository } from '../../../db/repositories/catalogue-codes.ts';
import { createCatalogueRepository, type MajorFilter, type OccupationFilter } from '../../../db/repositories/catalogue.ts';
import { createChainContents } from '../../../db/repositories/chain-contents.ts';
import { createCrosswalkRepository } from '../../../db/repositories/crosswalk.ts';
import { createOrganisationRepository, type ProgrammeFilter } from '../../../db/repositories/organisations.ts';
import type { ChainContent } from '../../../schemas/catalogue.ts';
import type { ServerContext } from '../../context.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';

/** Catalogues as the API shows them: each page costs a fixed number of queries, whatever its size. */
export function createCatalogueService({ db }: ServerContext) {
  const catalogue = createCatalogueRepository(db);
  const codesOf = createCatalogueCodeRepository(db);
  const chainContents = createChainContents(db);
  const crosswalk = createCrosswalkRepository(db);
  const organisations = createOrganisationRepository(db);
  const groupBy = <T>(rows: readonly T[], keyOf: (row: T) => string) => Map.groupBy(rows, keyOf);

  return {
    async majors(filter: MajorFilter, query: PageQuery) {
      const page = await catalogue.pageMajors(filter, toPageRequest(query, ['text']));
      const codes = page.items.map((row) => row.code);
      const editions = await codesOf.editions(page.items.map((row) => row.systemId));
      const programmes = await catalogue.programmeCounts(codes);
      const chains = groupBy(await catalogue.chainsOfMajors(codes), (row) => row.majorCode);
      return toList(
        page,
        query,
        (row) => ({
          code: row.code,
          name: row.name,
          level: row.level,
          categoryCode: row.categoryCode,
          categoryName: row.categoryName,
          classCode: row.classCode,
          className: row.className,
          ...standingOf(row, editions),
          programmes: programmes.get(row.code) ?? 0,
          chainIds: (chains.get(row.code) ?? []).map((c) => c.chainId),
        }),
        () => catalogue.countMajors(filter),
      );
    },
    async occupations(filter: OccupationFilter, query: PageQuery) {
      const page = await catalogue.pageOccupations(filter, toPageRequest(query, ['text']));
      const editions = await codesOf.editions(page.items.map((row) => row.systemId));
      const majors = groupBy(await crosswalk.majorsOf(page.items.map((row) => row.code)), (row) => row.occupationCode);
      return toList(
        page,
        query,
        (row) => ({
          code: row.code,
          name: row.name,
          depth: row.depth,
          digital: row.digital,
          green: row.green,
          ...standingOf(row, editions),
          majors: (majors.get(row.code) ?? []).map(({ code, name, level, origin }) => ({ code, name, level, origin })),
        }),
        () => catalogue.countOccupations(filter),
      );
    },
    async chains(query: PageQuery) {
      const page = await catalogue.pageChains(toPageRequest(query, ['number', 'text']));
      const details = await catalogue.chainDetails(page.items.map((row) => row.id));
      const segments = groupBy(details.segments, (row) => row.chainId);
      const majors = groupBy(details.majors, (row) => row.chainId);
      const unmatched = groupBy(details.unmatched, (row) => row.chainId);
      const enterprises = new Map(details.enterprises.map((row) => [row.chainId, row.n]));
      return toList(
        page,
        query,
        (row) => ({
          id: row.id,
          number: row.number,
          name: row.name,
          regionCode: row.regionCode,
          source: row.source,
          segments: (segments.get(row.id) ?? []).map(({ id, position, name, occupations }) => ({ id, position, name, occupations })),
          majors: (majors.get(row.id) ?? []).map(({ code, name, level, origin }) => ({ code, name, level, origin })),
          unmatchedMajors: (unmatched.get(row.id) ?? []).map((u) => u.name),
          enterprises: enterprises.get(row.id) ?? 0,
        }),
        () => catalogue.countChains(),
      );
    },
    /** Segments, then occupations, majors and names outside the catalogue, chain by chain. */
    async chainContents(chainId: string | undefined): Promise<ChainContent[]> {
      const { chains, segments, occupations, majors, others } = await chainContents.read(chainId);
      const at = new Map(segments.map((segment) => [segment.id, segment]));
      return chains.flatMap(({ id: of, number, name, source: named }): ChainContent[] => {
        const bare = { ...{ chainId: of, chain: name, number, position: null, segment: null, occupationCode: null, occupationName: null }, ...{ majorCode: null, majorName: null, otherMajor: null, origin: null } }; // prettier-ignore
        const mine = <T extends { readonly chainId: string }>(rows: readonly T[]) => rows.filter((row) => row.chainId === of);
        const placed = (segmentId: string | null) => {
          const segment = at.get(segmentId ?? '');
          return { position: segment?.position ?? null, segment: segment?.name ?? null };
        };
        const rows = [
          ...mine(segments).map(({ id, position, name: segment, source }) => ({ ...bare, id, position, segment, source })),
          ...mine(occupations).map(({ code, name: called, segmentId, origin }) => ({ ...bare, id: `${of}|${code}`, ...placed(segmentId), occupationCode: code, occupationName: called, origin, source: null })), // prettier-ignore
          ...mine(majors).map(({ code, name: called, origin, source }) => ({
            ...bare,
            id: `${of}|${code}`,
            majorCode: code,
            majorName: called,
            origin,
            source,
          })),
          ...mine(others).map(({ name: otherMajor, source }) => ({ ...bare, id: `${of}|${otherMajor}`, otherMajor, source })),
        ];
        return rows.length > 0 ? rows : [{ ...bare, id: of, source: named }];
      });
    },
    async schools(text: string | undefined, query: PageQuery) {
      const page = await organisations.pageSchools(text, toPageRequest(query, ['text']));
      const details = await organisations.schoolDetails(page.items.map((row) => row.id));
      const totals = groupBy(details.totals, (row) => row.schoolId);
      return toList(
        page,
        query,
        (row) => ({
          id: row.id,
          name: row.name,
          level: row.level,
          ownership: row.ownership,
          regionCode: row.regionCode,
          direction: row.direction,
          openedYear: row.openedYear,
          closedYear: row.closedYear,
          programmes: details.programmes.get(row.id) ?? 0,
          totals: (totals.get(row.id) ?? []).map(({ year, basis, students, simulated, source }) => ({ year, basis, students, simulated, source })),
          simulated: row.simulated,
          source: row.source,
        }),
        () => organisations.countSchools(text),
      );
    },
    async programmes(filter: ProgrammeFilter, query: PageQuery) {
      const page = await organisations.pageProgrammes(filter, toPageRequest(query, ['text']));
      return toList(
        page,
        query,
        (row) => row,
        () => organisations.countProgrammes(filter),
      );
    },
  };
}

interface Standing {
  readonly systemId: string;
  readonly retired: boolean;
  readonly retiredIn: string | null;
}
const standingOf = ({ systemId, retired, retiredIn }: Standing, editions: ReadonlyMap<string, string>) => ({
  ...{ codeSystem: systemId, edition: editions.get(systemId) ?? systemId, retired, retiredIn },
});
