import { z } from 'zod'
import { errorRecord, fail, ok, type Result, refuse } from '@/lib/shell'
import { hashOneTimePassword, hashPassword, newPassword, parseNewPassword } from './administrator-password'
import { type Db, db } from './db'
import { endSessions, type Role, readRole, type Visitor } from './sessions'
import { isSetupCode } from './setup-code'
import { emailKeyOf, locked } from './sign-in'
import { forgetAttempts, reserveAttempt, setupCounter } from './sign-in-throttle'

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

export async function administratorExists(): Promise<boolean> {
  return (await db.administrator.findFirst({ select: { id: true } })) !== null
}

/**
 * The first visit: whoever read the code in the terminal becomes the administrator. Of two at the same moment, one.
 * Errors: SignInLocked, SetupCodeWrong (target code), AdministratorExists, and those of the fields.
 */
export async function createFirstAdministrator(
  answers: { code: string; email: string; name: string; password: string },
  visitor: Visitor,
): Promise<Result<{ id: string }>> {
  const counter = setupCounter(visitor.address)
  const attempt = await reserveAttempt(counter)
  if (!attempt.allowed) return fail({ ...locked(attempt.waitSeconds), target: 'code' })
  if (!isSetupCode(answers.code)) return fail(setupCodeWrong)
  await forgetAttempts(counter)
  const owner = parseOwner(answers)
  if (!owner.ok) return owner
  const password = parseNewPassword(answers.password, owner.value)
  if (!password.ok) return password
  const passwordHash = await hashPassword(password.value)
  return oneAtATime(async (tx) => {
    if (await tx.administrator.findFirst({ select: { id: true } })) return fail(administratorAlreadyThere)
    return ok(
      await tx.administrator.create({
        data: row(owner.value, 'Administrator', passwordHash),
        select: { id: true },
      }),
    )
  })
}

/** For the example and for tests: gives the password, a new one when none is given. A given one is not judged. */
export async function createExampleAdministrator(example: {
  email: string
  name?: string
  password?: string
}): Promise<{ id: string; password: string }> {
  const password = example.password ?? newPassword()
  const owner = { email: example.email, name: example.name ?? 'Example administrator' }
  const data = row(owner, 'Administrator', await hashPassword(password))
  const { id } = await db.administrator.create({ data, select: { id: true } })
  return { id, password }
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
  const data = row(owner.value, role.value, await hashOneTimePassword(password))
  const [made] = await db.administrator.createManyAndReturn({
    data,
    skipDuplicates: true,
    select: { id: true },
  })
  return made ? ok({ id: made.id, email: data.email, password }) : emailInUse(data.email)
}

/** A new one-time password for somebody who lost theirs; ends their sessions. */
export async function resetPassword(id: string): Promise<Result<{ email: string; password: string }>> {
  const password = newPassword()
  const passwordHash = await hashOneTimePassword(password)
  return oneAtATime(async (tx) => {
    const [account] = await tx.administrator.updateManyAndReturn({
      where: { id },
      data: { passwordHash },
      select: { email: true },
    })
    if (!account) return fail(accountGone)
    await endSessions(id, { within: tx })
    return ok({ email: account.email, password })
  })
}

/** Counts from the person's next request on. Errors: AccountNotFound, LastAdministrator. */
export async function changeRole(id: string, wanted: string): Promise<Result<void>> {
  const role = parseRole(wanted)
  if (!role.ok) return role
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

/** Two people who demote each other at the same moment would each see the other one still there. */
function oneAtATime<T>(change: (tx: Db) => Promise<Result<T>>): Promise<Result<T>> {
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

function row(owner: { email: string; name: string }, role: Role, passwordHash: string) {
  return { ...owner, emailKey: emailKeyOf(owner.email), role, passwordHash }
}

function parseOwner(answers: { email: string; name: string }): Result<{ email: string; name: string }> {
  const email = z.email().max(254).safeParse(answers.email.trim().normalize('NFC'))
  if (!email.success)
    return refuse('InvalidArgument', 'EmailInvalid', 'This is not an email address.', {
      target: 'email',
      recommendedAction: 'Write it like admin@contoso.com.',
    })
  const name = parseName(answers.name)
  return name.ok ? ok({ email: email.data, name: name.value }) : name
}

/** Any script, but nothing that does not show or turns the line around (controls, bidirectional overrides). */
function parseName(typed: string): Result<string> {
  const name = typed.trim().normalize('NFC')
  if (name === '') return refuse('InvalidArgument', 'NameMissing', 'A name is needed.', { target: 'name' })
  if ([...name].length > 100 || /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(name))
    return refuse('InvalidArgument', 'NameInvalid', 'A name has at most 100 characters, on one line.', {
      target: 'name',
    })
  return ok(name)
}

function parseRole(role: string): Result<Role> {
  if (role === 'Administrator' || role === 'Observer') return ok(role)
  return refuse('InvalidArgument', 'RoleInvalid', 'A role is Administrator or Observer.', { target: 'role' })
}

function emailInUse(email: string): Result<never> {
  return refuse('ResourceExists', 'EmailInUse', `${email} can already sign in to this dashboard.`, {
    target: 'email',
    recommendedAction:
      'Look for it in the list of people: there you can change the role or make a new password.',
  })
}

const setupCodeWrong = errorRecord('PermissionDenied', 'SetupCodeWrong', 'This is not the setup code.', {
  target: 'code',
  recommendedAction: 'Look in the terminal where the dashboard was started: the code is new at each start.',
})

const administratorAlreadyThere = errorRecord(
  'ResourceExists',
  'AdministratorExists',
  'This dashboard already has an administrator.',
  { recommendedAction: 'Sign in, or ask the administrator to invite you.' },
)

const accountGone = errorRecord('ObjectNotFound', 'AccountNotFound', 'This account is not there any more.', {
  recommendedAction: 'Go back to the list of people: somebody else has removed it.',
})

const lastAdministrator = errorRecord(
  'InvalidOperation',
  'LastAdministrator',
  'This is the only administrator of this dashboard.',
  { recommendedAction: 'Make somebody else an administrator first.' },
)
