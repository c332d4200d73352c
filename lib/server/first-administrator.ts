import { errorRecord, fail, ok, type Result } from '@/lib/shell'
import { parseOwner } from './account-fields'
import { hashPassword, newPassword, parseNewPassword } from './administrator-password'
import { administratorRow, oneAtATime } from './administrators'
import { db } from './db'
import type { Visitor } from './sessions'
import { isSetupCode } from './setup-code'
import { locked } from './sign-in'
import { forgetAttempts, reserveAttempt, setupCounter } from './sign-in-throttle'

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
        data: administratorRow(owner.value, 'Administrator', passwordHash),
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
  const data = administratorRow(owner, 'Administrator', await hashPassword(password))
  const { id } = await db.administrator.create({ data, select: { id: true } })
  return { id, password }
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
