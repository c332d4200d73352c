import { errorRecord, fail, ok, type Result, refuse } from '@/lib/shell'
import { parseName, parseOwner, parseRole } from './account-fields'
import { hashOneTimePassword, newPassword } from './administrator-password'
import { type Db, db } from './db'
import { endSessions, isId, type Role, readRole } from './sessions'
import { emailKeyOf } from './sign-in'

/** An account of this dashboard, as the People page lists it. */
export interface Account {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly createdAt: Date
  /** Null: has not signed in, or not for a long time. */
  readonly seenAt: Date | null
}

/** All, by name. */
export async function listAccounts(): Promise<Account[]> {
  const rows = await db.$queryRaw<(Omit<Account, 'role'> & { role: string })[]>`
    select a."id", a."email", a."name", a."role", a."createdAt", max(s."seenAt") as "seenAt"
    from "Administrator" a left join "Session" s on s."administratorId" = a."id"
    group by a."id" order by lower(a."name"), a."emailKey"`
  return rows.map((row) => ({ ...row, role: readRole(row.role) }))
}

export async function findAccount(id: string): Promise<Account | null> {
  return (await listAccounts()).find((account) => account.id === id) ?? null
}

/** Gives the one-time password to hand over; it is kept nowhere. Errors: EmailInUse and those of the fields. */
export async function invite(answers: {
  email: string
  name: string
  role: string
}): Promise<Result<{ id: string; email: string; password: string }>> {
  const owner = parseOwner(answers)
  if (!owner.ok) return owner
  const role = parseRole(answers.role)
  if (!role.ok) return role
  const password = newPassword()
  const data = administratorRow(owner.value, role.value, await hashOneTimePassword(password))
  const [made] = await db.administrator.createManyAndReturn({
    data,
    skipDuplicates: true,
    select: { id: true },
  })
  return made ? ok({ id: made.id, email: data.email, password }) : emailInUse(data.email)
}

/**
 * A new one-time password for somebody else who lost theirs; ends their sessions.
 * Errors: OwnPassword, AccountNotFound.
 */
export async function resetPassword(
  id: string,
  by: { readonly id: string },
): Promise<Result<{ email: string; password: string }>> {
  if (id === by.id) return fail(ownPassword)
  if (!isId(id)) return fail(accountGone)
  return giveOneTimePassword({ id })
}

/**
 * The same from the terminal, where nobody is signed in: for the only administrator, who lost the password.
 * Errors: AccountNotFound.
 */
export async function replacePassword(email: string): Promise<Result<{ email: string; password: string }>> {
  return giveOneTimePassword({ emailKey: emailKeyOf(email) })
}

async function giveOneTimePassword(
  whose: { readonly id: string } | { readonly emailKey: string },
): Promise<Result<{ email: string; password: string }>> {
  const password = newPassword()
  const passwordHash = await hashOneTimePassword(password)
  return oneAtATime(async (tx) => {
    const [account] = await tx.administrator.updateManyAndReturn({
      where: whose,
      data: { passwordHash },
      select: { id: true, email: true },
    })
    if (!account) return fail(accountGone)
    await endSessions(account.id, { within: tx })
    return ok({ email: account.email, password })
  })
}

/** Counts from the person's next request on. Errors: AccountNotFound, LastAdministrator. */
export async function changeRole(id: string, wanted: string): Promise<Result<void>> {
  const role = parseRole(wanted)
  if (!role.ok) return role
  if (!isId(id)) return fail(accountGone)
  return oneAtATime(async (tx) => {
    const account = await tx.administrator.findUnique({ where: { id } })
    if (!account) return fail(accountGone)
    if (role.value === 'Observer' && (await isLastAdministrator(tx, id))) return fail(lastAdministrator)
    await tx.administrator.update({ where: { id }, data: { role: role.value } })
    return ok(undefined)
  })
}

/** With their sessions. What they did stays in Activity. Errors: AccountNotFound, LastAdministrator. */
export async function removeAccount(id: string): Promise<Result<void>> {
  if (!isId(id)) return fail(accountGone)
  return oneAtATime(async (tx) => {
    if (await isLastAdministrator(tx, id)) return fail(lastAdministrator)
    const { count } = await tx.administrator.deleteMany({ where: { id } })
    return count > 0 ? ok(undefined) : fail(accountGone)
  })
}

/** One's own name, as the others see it. */
export async function changeName(id: string, typed: string): Promise<Result<void>> {
  const name = parseName(typed)
  if (!name.ok) return name
  const { count } = await db.administrator.updateMany({ where: { id }, data: { name: name.value } })
  return count > 0 ? ok(undefined) : fail(accountGone)
}

/** In a transaction. Two people who demote each other at the same moment would each see the other one still there. */
export function oneAtATime<T>(change: (tx: Db) => Promise<Result<T>>): Promise<Result<T>> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('dashboard administrators'))`
    return change(tx)
  })
}

async function isLastAdministrator(tx: Db, id: string): Promise<boolean> {
  const administrators = await tx.administrator.findMany({
    where: { role: 'Administrator' },
    select: { id: true },
    take: 2,
  })
  return administrators.length === 1 && administrators[0]?.id === id
}

export function administratorRow(owner: { email: string; name: string }, role: Role, passwordHash: string) {
  return { ...owner, emailKey: emailKeyOf(owner.email), role, passwordHash }
}

function emailInUse(email: string): Result<never> {
  return refuse('ResourceExists', 'EmailInUse', `${email} can already sign in to this dashboard.`, {
    target: 'email',
    recommendedAction:
      'Look for it in the list of people: there you can change the role or make a new password.',
  })
}

const accountGone = errorRecord('ObjectNotFound', 'AccountNotFound', 'This account is not there any more.', {
  recommendedAction: 'Go back to the list of people: somebody else has removed it.',
})

/** It would end the session that the new password is shown in. */
const ownPassword = errorRecord(
  'InvalidOperation',
  'OwnPassword',
  'Your own password is changed under Your account.',
  { recommendedAction: 'Open Settings > Your account. If you lost it, ask another administrator.' },
)

const lastAdministrator = errorRecord(
  'InvalidOperation',
  'LastAdministrator',
  'This is the only administrator of this dashboard.',
  { recommendedAction: 'Make somebody else an administrator first.' },
)
