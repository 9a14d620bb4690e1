import type { SupplierPage } from '../api/client.ts';

/** Persons of all majors in the first year to come. Majors rise and fall together in the worst case, so their ends are added: too wide rather than too narrow. */
export function nextGraduates(found: SupplierPage | null) {
  const year = found?.majors.flatMap(({ years }) => years.slice(0, 1).map((one) => one.year))[0];
  if (!found || year === undefined) return null;
  const of = found.majors.flatMap(({ years }) => years.filter((one) => one.year === year));
  const sum = (pick: (point: (typeof of)[number]) => number) => of.reduce((total, point) => total + pick(point), 0);
  return {
    ...{ year, name: found.occupationName, programmes: found.total ?? found.items.length, schools: new Set(found.items.map(({ schoolId }) => schoolId)).size },
    ...{ n: sum(({ mean }) => mean), lo: sum(({ lo80 }) => lo80), hi: sum(({ hi80 }) => hi80) },
  };
}
