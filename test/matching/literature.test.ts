import { describe, expect, it } from 'vitest';
import { buildMarket, type PostOffer, type StudentWishes } from '../../matching/placement/market.ts';
import { place, type ProposingSide } from '../../matching/placement/place.ts';
import { explainStudents } from '../../matching/placement/reasons.ts';
import { everyPlan, isStable } from './support/brute-force.ts';

const order = (...keys: string[]) => new Map(keys.map((key, index) => [key, index + 1]));
const wishes = (lists: Record<string, string>): StudentWishes[] => Object.entries(lists).map(([key, list]) => ({ key, choices: list.split(' ') }));
const posts = (lists: Record<string, string>, capacity: Record<string, number> = {}): PostOffer[] =>
  Object.entries(lists).map(([key, list]) => ({ key, capacity: capacity[key] ?? 1, ranking: order(...list.split(' ')), unranked: 'refused' }));
function result(students: StudentWishes[], offers: PostOffer[], side: ProposingSide): string {
  const market = buildMarket(students, offers, '');
  return explainStudents(market, place(market, side)).map(({ student, post }) => `${student}${post ?? '–'}`).join(' '); // prettier-ignore
}

describe('examples of the literature', () => {
  it('D. Gale & L. Shapley (1962), College admissions and the stability of marriage, American Mathematical Monthly 69, example 1: six complete matchings, three of them stable', () => {
    const men = wishes({ α: 'A B C', β: 'B C A', γ: 'C A B' });
    const women = posts({ A: 'β γ α', B: 'γ α β', C: 'α β γ' });
    expect(result(men, women, 'students')).toBe('αA βB γC');
    expect(result(men, women, 'posts')).toBe('αC βA γB');
    const stable = [...everyPlan(men, women)].filter((plan) => isStable(men, women, plan)).map((plan) => plan.join(''));
    expect(stable.sort()).toEqual(['ABC', 'BCA', 'CAB']);
  });

  it('the same, example 2: one stable matching, in which nobody has a first choice', () => {
    const men = wishes({ α: 'A B C D', β: 'A D C B', γ: 'B A C D', δ: 'D B C A' });
    const women = posts({ A: 'δ γ α β', B: 'β δ α γ', C: 'δ α β γ', D: 'γ β α δ' });
    expect(result(men, women, 'students')).toBe('αC βD γA δB');
    expect(result(men, women, 'posts')).toBe('αC βD γA δB');
  });

  it('A. Roth (1985), The college admissions problem is not equivalent to the marriage problem, Journal of Economic Theory 36: a college with two places, one stable matching, which is not the best even for colleges among all', () => {
    const students = wishes({ s1: 'C3 C1 C2', s2: 'C2 C1 C3', s3: 'C1 C3 C2', s4: 'C1 C2 C3' });
    const colleges = posts({ C1: 's1 s2 s3 s4', C2: 's1 s2 s3 s4', C3: 's3 s1 s2 s4' }, { C1: 2 });
    expect(result(students, colleges, 'students')).toBe('s1C3 s2C2 s3C1 s4C1');
    expect(result(students, colleges, 'posts')).toBe('s1C3 s2C2 s3C1 s4C1');
  });
});
