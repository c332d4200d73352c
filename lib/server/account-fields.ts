import { z } from 'zod'
import { ok, type Result, refuse } from '@/lib/shell'
import type { Role } from './sessions'

/** Errors: EmailInvalid, NameMissing, NameInvalid, with the field as target. */
export function parseOwner(answers: {
  email: string
  name: string
}): Result<{ email: string; name: string }> {
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
export function parseName(typed: string): Result<string> {
  const name = typed.trim().normalize('NFC')
  if (name === '') return refuse('InvalidArgument', 'NameMissing', 'A name is needed.', { target: 'name' })
  if ([...name].length > 100 || /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(name))
    return refuse('InvalidArgument', 'NameInvalid', 'A name has at most 100 characters, on one line.', {
      target: 'name',
    })
  return ok(name)
}

export function parseRole(role: string): Result<Role> {
  if (role === 'Administrator' || role === 'Observer') return ok(role)
  return refuse('InvalidArgument', 'RoleInvalid', 'A role is Administrator or Observer.', { target: 'role' })
}
