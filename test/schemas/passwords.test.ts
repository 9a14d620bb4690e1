import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordFault } from '../../schemas/passwords.ts';
import { hashPassword, newOneTimePassword, verifyPassword } from '../../server/passwords.ts';
import { testKey } from '../support/secret-key.ts';

describe('a password', () => {
  it.each([
    ['', 'short'],
    ['elevenchars', 'short'],
    ['五个汉字呀', 'short'],
    ['𠮷𠮷𠮷𠮷𠮷', 'short'], // five characters in ten code units
    ['x'.repeat(129), 'long'],
    ['planner@city.example', 'login'],
    ['PLANNER@city.example', 'login'],
    ['elpmaxe.ytic@rennalp', 'login'],
  ] as const)('%j is refused: %s', (password, fault) => {
    expect(passwordFault(password, 'planner@city.example')).toBe(fault);
  });
  it('is not the name before the @ either', () => {
    expect(passwordFault('longenoughname', 'longenoughname@city.example')).toBe('login');
  });
  it.each(['correct horse', '春眠不觉晓处处闻啼鸟夜来', 'Tr0ub4dor&3x'])('%j is accepted: nobody is asked for a kind of character', (password) => {
    expect(passwordFault(password, 'planner')).toBeUndefined();
  });
  it('made by us passes, and is never the same', () => {
    const made = Array.from({ length: 50 }, newOneTimePassword);
    expect(new Set(made).size).toBe(50);
    for (const password of made) {
      expect(password).toMatch(/^([a-kmnp-z2-9]{5}-){3}[a-kmnp-z2-9]{5}$/);
      expect(passwordFault(password, 'admin')).toBeUndefined();
    }
  });
});

describe('hashing', () => {
  it('is argon2id with 19 MiB and two passes, salted, and knows the password again', async () => {
    const [one, two] = [await hashPassword('correct horse', testKey), await hashPassword('correct horse', testKey)];
    expect(one).toMatch(/^key:\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect([await verifyPassword(one, 'correct horse', testKey), await verifyPassword(one, 'correct house', testKey)]).toEqual([true, false]);
  });
  it('does not hold up the event loop', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await Promise.all(Array.from({ length: 4 }, () => hashPassword('correct horse', testKey)));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });
  it('of an account that is not there answers false whatever is tried', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (password) => !(await verifyPassword(undefined, password, testKey))),
      { numRuns: 5 },
    );
  });
});
