import { and, asc, count, eq, inArray, isNotNull, isNull, lt, ne, notLike, or, sql } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { removeSecondFactorStep } from './second-factors.ts';

const dayMs = 86_400_000;
/** Days that personal data is kept after it has served: sessions after they ended, invitations after they were used, revoked or ran out, labels of keys after those ended; notifications after they were given; names of who sat in the joint conference, and offices of who came for them, after the seat ended or the meeting; rows of spreadsheets that are about people after they were uploaded; codes and appeals of students in placement rounds, their wishes and what enterprises ranked, after the round was published, or made and never closed. */
export const retentionDays = { sessions: 30, invitations: 180, keyLabels: 365, notifications: 180, seatNames: 365, sheetRows: 365, placement: 365 } as const;
/** Spreadsheets that may name people, or contacts: of seats of the conference, of students and how enterprises ranked them, of organisations. */
const sheetsOfPeople = ['seats', 'candidates', 'rankings', 'organisations'] as const;

/** What is held of people: told to themselves, deleted when they ask, forgotten in time. */
export function createPersonalDataRepository(db: Database) {
  const { accounts, memberships, organisations, accountSessions, sessions, invitations, apiKeys, keyTokens, repeatableCalls, auditEntries } = db.schema;
  const {
    placementRounds,
    placementCandidates,
    placementSessions,
    placementAppeals,
    placementChoices,
    placementRankings,
    placementPosts,
    placementRankingBatches,
  } = db.schema;
  const { notifications, notificationReads, imports, importRows, conferenceMembers, conferenceMeetings, conferenceAttendance, memberChanges } = db.schema;
  return {
    /** Everything that stands under an account, but the hashes of its secrets. */
    async of(accountId: string) {
      const actor = `account:${accountId}`;
      const [account] = await db.query.select().from(accounts).where(eq(accounts.id, accountId));
      const belongs = await db.query
        .select({ membership: memberships, organisationName: organisations.name })
        .from(memberships)
        .leftJoin(organisations, eq(organisations.id, memberships.organisationId))
        .where(eq(memberships.accountId, accountId))
        .orderBy(asc(memberships.id));
      const signedIn = await db.query.select().from(accountSessions).where(eq(accountSessions.accountId, accountId)).orderBy(asc(accountSessions.id));
      const keys = await db.query
        .select({ key: apiKeys })
        .from(apiKeys)
        .innerJoin(memberships, and(eq(memberships.id, apiKeys.membershipId), eq(memberships.accountId, accountId)))
        .orderBy(asc(apiKeys.id));
      const passkeys = await db.query
        .select({ name: db.schema.passkeys.name, createdAt: db.schema.passkeys.createdAt, lastUsedAt: db.schema.passkeys.lastUsedAt })
        .from(db.schema.passkeys)
        .where(eq(db.schema.passkeys.accountId, accountId))
        .orderBy(asc(db.schema.passkeys.id));
      const invited = await db.query.select().from(invitations).where(eq(invitations.usedBy, accountId)).orderBy(asc(invitations.id));
      const told = await db.query
        .select({ kind: notifications.kind, createdAt: notifications.createdAt, readAt: notificationReads.at })
        .from(notifications)
        .leftJoin(notificationReads, and(eq(notificationReads.notificationId, notifications.id), eq(notificationReads.reader, actor)))
        .where(or(eq(notifications.recipient, actor), eq(notificationReads.reader, actor)))
        .orderBy(asc(notifications.id));
      const [recorded] = await db.query.select({ n: count() }).from(auditEntries).where(eq(auditEntries.actor, actor));
      return account && { account, belongs, signedIn, keys: keys.map(({ key }) => key), passkeys, invited, told, recorded: recorded?.n ?? 0 };
    },
    /**
     * Deletes an account: its row keeps the id alone, memberships and keys end, sessions, labels, remembered answers and notifications go, and so does the key without which
     * the audit record's digests of its login mean nothing.
     */
    async erase(accountId: string, at: Date, audit: AuditRecord): Promise<void> {
      await db.transaction(function* (tx) {
        const nothing = { login: `deleted:${accountId}`, displayName: '', passwordHash: '', personalKey: null, status: 'disabled' as const };
        yield* run(
          tx
            .update(accounts)
            .set({ ...nothing, failedCount: 0, lockedUntil: null, oneTimeUntil: null, deletedAt: at })
            .where(eq(accounts.id, accountId)),
        );
        const own = tx.select({ id: memberships.id }).from(memberships).where(eq(memberships.accountId, accountId));
        yield* run(
          tx
            .update(apiKeys)
            .set({ revokedAt: at })
            .where(and(inArray(apiKeys.membershipId, own), isNull(apiKeys.revokedAt))),
        );
        yield* run(tx.update(apiKeys).set({ label: '' }).where(inArray(apiKeys.membershipId, own)));
        yield* run(
          tx
            .update(memberships)
            .set({ endedAt: at })
            .where(and(eq(memberships.accountId, accountId), isNull(memberships.endedAt))),
        );
        yield* run(tx.delete(accountSessions).where(eq(accountSessions.accountId, accountId)));
        yield* removeSecondFactorStep(db, tx, accountId);
        yield* run(tx.update(invitations).set({ label: '' }).where(eq(invitations.usedBy, accountId)));
        const actor = `account:${accountId}`;
        yield* run(tx.delete(repeatableCalls).where(eq(repeatableCalls.actor, actor)));
        yield* run(tx.delete(notificationReads).where(eq(notificationReads.reader, actor)));
        yield* run(tx.delete(notifications).where(eq(notifications.recipient, actor)));
        yield* auditStep(db, tx, audit);
      });
    },
    /** Forgets what has outlived its purpose; what was forgotten is counted in the record. Nothing to forget leaves none. */
    async forget(now: Date, record: (counts: Record<string, number>) => AuditRecord): Promise<Record<string, number>> {
      const before = (days: number) => new Date(+now - days * dayMs);
      return db.transaction(function* (tx) {
        const ended = before(retentionDays.sessions);
        const oldSessions = yield* run(
          tx
            .delete(accountSessions)
            .where(or(lt(accountSessions.expiresAt, ended), lt(accountSessions.revokedAt, ended)))
            .returning({ id: accountSessions.id }),
        );
        const demoSessions = yield* run(tx.delete(sessions).where(lt(sessions.expiresAt, ended)).returning({ id: sessions.role }));
        yield* run(tx.delete(keyTokens).where(lt(keyTokens.expiresAt, now))); // tells of nobody; counts as nothing
        const over = before(retentionDays.invitations);
        const oldInvitations = yield* run(
          tx
            .delete(invitations)
            .where(or(lt(invitations.usedAt, over), lt(invitations.revokedAt, over), lt(invitations.expiresAt, over)))
            .returning({ id: invitations.id }),
        );
        const past = before(retentionDays.keyLabels);
        const labels = yield* run(
          tx
            .update(apiKeys)
            .set({ label: '' })
            .where(and(ne(apiKeys.label, ''), isNotNull(apiKeys.membershipId), or(lt(apiKeys.revokedAt, past), lt(apiKeys.expiresAt, past))))
            .returning({ id: apiKeys.id }),
        );
        const given = yield* run(
          tx
            .delete(notifications)
            .where(lt(notifications.createdAt, before(retentionDays.notifications)))
            .returning({ id: notifications.id }),
        );
        const sat = before(retentionDays.seatNames);
        const left = yield* run(
          tx
            .update(conferenceMembers)
            .set({ personName: null })
            .where(and(isNotNull(conferenceMembers.personName), lt(conferenceMembers.validTo, sat.toISOString().slice(0, 10))))
            .returning({ id: conferenceMembers.id }),
        );
        const decided = yield* run(
          tx
            .update(memberChanges)
            .set({ personName: null })
            .where(and(isNotNull(memberChanges.personName), ne(memberChanges.state, 'proposed'), lt(memberChanges.changedAt, sat)))
            .returning({ id: memberChanges.id }),
        );
        const long = tx.select({ id: conferenceMeetings.id }).from(conferenceMeetings).where(lt(conferenceMeetings.plannedAt, sat));
        const came = yield* run(
          tx
            .update(conferenceAttendance)
            .set({ by: null })
            .where(and(isNotNull(conferenceAttendance.by), inArray(conferenceAttendance.meetingId, long)))
            .returning({ id: conferenceAttendance.memberId }),
        );
        // sheets whose rows are about people, one by one: the rows go, what they brought stays
        const sheets = tx
          .select({ id: imports.id })
          .from(imports)
          .where(and(inArray(imports.kind, [...sheetsOfPeople]), lt(imports.createdAt, before(retentionDays.sheetRows))));
        const listed = yield* run(tx.delete(importRows).where(inArray(importRows.importId, sheets)).returning({ id: importRows.importId }));
        const shut = before(retentionDays.placement);
        const oldRounds = tx
          .select({ id: placementRounds.id })
          .from(placementRounds)
          .where(
            or(
              lt(placementRounds.publishedAt, shut),
              // one that is still to be closed on its day serves its purpose yet
              and(
                isNull(placementRounds.publishedAt),
                lt(placementRounds.createdAt, shut),
                or(isNull(placementRounds.closesAt), lt(placementRounds.closesAt, shut)),
              ),
            ),
          );
        const old = tx.select({ id: placementCandidates.id }).from(placementCandidates).where(inArray(placementCandidates.roundId, oldRounds));
        yield* run(tx.delete(placementSessions).where(inArray(placementSessions.candidateId, old)));
        const codes = yield* run(
          tx
            .update(placementCandidates)
            .set({ codeHash: sql`'none:' || ${placementCandidates.id}` })
            .where(and(inArray(placementCandidates.roundId, oldRounds), notLike(placementCandidates.codeHash, 'none:%')))
            .returning({ id: placementCandidates.id }),
        );
        const appeals = yield* run(
          tx
            .update(placementAppeals)
            .set({ text: '', answer: sql`case when ${placementAppeals.answer} is null then null else '' end` })
            .where(and(inArray(placementAppeals.roundId, oldRounds), ne(placementAppeals.text, '')))
            .returning({ id: placementAppeals.id }),
        );
        const offered = tx.select({ id: placementPosts.id }).from(placementPosts).where(inArray(placementPosts.roundId, oldRounds));
        const wished = yield* run(
          tx.delete(placementChoices).where(inArray(placementChoices.candidateId, old)).returning({ id: placementChoices.candidateId }),
        );
        const ranked = yield* run(tx.delete(placementRankings).where(inArray(placementRankings.postId, offered)).returning({ id: placementRankings.postId }));
        const kept = yield* run(
          tx.delete(placementRankingBatches).where(inArray(placementRankingBatches.postId, offered)).returning({ id: placementRankingBatches.postId }),
        );
        const counts = {
          ...{ sessions: oldSessions.length + demoSessions.length, invitations: oldInvitations.length },
          ...{ keyLabels: labels.length, notifications: given.length },
          ...{ seatNames: left.length + decided.length + came.length, sheetRows: listed.length },
          placement: codes.length + appeals.length,
          rankings: wished.length + ranked.length + kept.length,
        };
        if (Object.values(counts).some((n) => n > 0)) yield* auditStep(db, tx, record(counts));
        return counts;
      });
    },
    /** Other members of an organisation, who would stay behind. */
    async colleagues(organisationId: string, accountId: string): Promise<number> {
      const [row] = await db.query
        .select({ n: count() })
        .from(memberships)
        .where(and(eq(memberships.organisationId, organisationId), ne(memberships.accountId, accountId), isNull(memberships.endedAt)));
      return row?.n ?? 0;
    },
  };
}
