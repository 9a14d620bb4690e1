import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf } from './common.ts';

const moment = nullable(Type.String({ format: 'date-time' }));

export const CalendarEntry = Type.Object(
  {
    id: Type.String(),
    kind: Type.String({ description: 'Such as reply_due.' }),
    title: Type.Object({ zh: Type.String(), en: Type.String() }, { additionalProperties: false }),
    date: Type.String({ format: 'date', description: 'In the city (UTC+8).' }),
    startsAt: moment,
    endsAt: moment,
    place: nullable(Type.String()),
    view: Type.String({ description: 'Address of the page it is about, behind `/#`.' }),
  },
  { $id: 'CalendarEntry', additionalProperties: false },
);
export type CalendarEntry = Static<typeof CalendarEntry>;
export const CalendarPage = pageOf('CalendarPage', CalendarEntry);

const feed = {
  id: Id,
  createdAt: Type.String({ format: 'date-time' }),
  lastUsedAt: nullable(Type.String({ format: 'date-time', description: 'To the hour.' })),
};
export const CalendarFeed = Type.Object(feed, { $id: 'CalendarFeed', additionalProperties: false });
export type CalendarFeed = Static<typeof CalendarFeed>;
export const NewCalendarFeed = Type.Object(
  {
    ...feed,
    path: Type.String({ description: 'Address on this server. Whoever has it reads the calendar: shown this once, the server keeps its hash only.' }),
  },
  { $id: 'NewCalendarFeed', additionalProperties: false },
);
export type NewCalendarFeed = Static<typeof NewCalendarFeed>;
export const CalendarFeedPage = pageOf('CalendarFeedPage', CalendarFeed);
/** Days that one question spans at most; days a file or subscription looks back and ahead; subscriptions of a membership. */
export const calendarLimits = { span: 400, back: 90, ahead: 366, feeds: 10 } as const;
