import { type Db, db } from './db'

export type Role = 'Administrator' | 'Observer'

/** Who is signed in, and by which browser. */
export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  /** As it is in the database now: a demotion counts from the next request on. */
  readonly role: Role
  readonly sessionId: string
}

/** The browser that a request comes from. */
export interface Visitor {
  readonly address: string
  readonly userAgent: string
}

/**
 * A session ends when it has not been seen for 7 days, and 30 days after its sign-in in any case.
 * The intervals below say so to the database, whose clock is the only one asked.
 */
export const sessionDays = 30

/** What is not a known role may change nothing. */
export function readRole(role: string): Role {
  return role === 'Administrator' ? 'Administrator' : 'Observer'
}

/**
 * Whose session this is; null when it was ended or ran out, or the account is gone.
 * One statement: the row counts as seen at most once a minute, so that reading a page rarely writes.
 */
export async function findPerson(sessionId: string): Promise<Person | null> {
  const [row] = await db.$queryRaw<{ id: string; email: string; name: string; role: string }[]>`
    with seen as (
      update "Session" set "seenAt" = now()
      where "id" = ${sessionId}::uuid and "endedAt" is null
        and "seenAt" > now() - interval '7 days' and "seenAt" < now() - interval '1 minute'
        and "createdAt" > now() - interval '30 days'
    )
    select a."id", a."email", a."name", a."role"
    from "Session" s join "Administrator" a on a."id" = s."administratorId"
    where s."id" = ${sessionId}::uuid and s."endedAt" is null
      and s."seenAt" > now() - interval '7 days' and s."createdAt" > now() - interval '30 days'`
  return row ? { ...row, role: readRole(row.role), sessionId } : null
}

/** Gives the id of the new session, and clears away what ended more than 30 days ago. */
export async function openSession(
  administratorId: string,
  visitor: Visitor,
  within: Db = db,
): Promise<string> {
  const { id } = await within.session.create({
    data: { administratorId, address: visitor.address, userAgent: visitor.userAgent.slice(0, 400) },
    select: { id: true },
  })
  await within.$executeRaw`delete from "Session" where "createdAt" < now() - interval '60 days'`
  return id
}

export interface OpenSession extends Visitor {
  readonly id: string
  readonly createdAt: Date
  readonly seenAt: Date
}

/** A person's sessions that would still be let in, the one seen last first. */
export function listSessions(administratorId: string): Promise<OpenSession[]> {
  return db.$queryRaw<OpenSession[]>`
    select "id", "address", "userAgent", "createdAt", "seenAt" from "Session"
    where "administratorId" = ${administratorId}::uuid and "endedAt" is null
      and "seenAt" > now() - interval '7 days' and "createdAt" > now() - interval '30 days'
    order by "seenAt" desc, "id"`
}

/** Whether it can be the id of a row: PostgreSQL throws at any other text in a uuid column. */
export function isId(id: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)
}

/** Ends one session of this person; false when there is no such open session. */
export async function endSession(administratorId: string, sessionId: string): Promise<boolean> {
  if (!isId(sessionId)) return false
  const { count } = await db.session.updateMany({
    where: { id: sessionId, administratorId, endedAt: null },
    data: { endedAt: new Date() },
  })
  return count > 0
}

/** Ends a person's sessions, all or all but one; gives how many. */
export async function endSessions(
  administratorId: string,
  { but, within = db }: { but?: string; within?: Db } = {},
): Promise<number> {
  const { count } = await within.session.updateMany({
    where: { administratorId, endedAt: null, ...(but ? { NOT: { id: but } } : {}) },
    data: { endedAt: new Date() },
  })
  return count
}
