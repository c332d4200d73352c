import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { ok, type Result, refuse } from '@/lib/shell'
import { signInAddress } from './internal-path'
import { requestPath, visitorOf } from './request-marks'
import { sameOrigin } from './same-origin'
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie'
import { endSession, findPerson, openSession, type Person, type Visitor } from './sessions'

export type { Person, Role } from './sessions'

/** Who sends this request, or null. Asks the database once a request, however many components ask. */
export const currentPerson = cache(async (): Promise<Person | null> => {
  const sessionId = await readSessionCookie()
  return sessionId ? findPerson(sessionId) : null
})

/** For pages: the person, else on to the sign-in page, which leads back here (or to `from`). */
export async function requirePerson(from?: string): Promise<Person> {
  const person = await currentPerson()
  return person ?? redirect(signInAddress(from ?? requestPath(await headers())))
}

/** For pages that are of no use to an Observer, such as a wizard. */
export async function requireAdministrator(from?: string): Promise<Person> {
  const person = await requirePerson(from)
  return person.role === 'Administrator' ? person : redirect('/sign-in/administrators-only')
}

/** For actions and route handlers that read. */
export async function checkPerson(): Promise<Result<Person>> {
  const person = await currentPerson()
  return person
    ? ok(person)
    : refuse('PermissionDenied', 'NotSignedIn', 'You are not signed in any more.', {
        recommendedAction: 'Sign in again in another tab, then try this once more.',
      })
}

/** For actions that change something. */
export async function checkAdministrator(): Promise<Result<Person>> {
  const checked = await checkPerson()
  if (!checked.ok || checked.value.role === 'Administrator') return checked
  return refuse(
    'PermissionDenied',
    'ObserverCannotChange',
    'Observers can see everything and change nothing.',
    {
      recommendedAction: 'Ask an administrator of this dashboard.',
    },
  )
}

/** For route handlers that change something: Next checks the origin of actions, but not of these. */
export async function checkAdministratorRequest(request: Request): Promise<Result<Person>> {
  if (!sameOrigin(request))
    return refuse('PermissionDenied', 'OtherOrigin', 'This request came from another site.', {
      recommendedAction: 'Open the dashboard itself and do it there.',
    })
  return checkAdministrator()
}

/** In an action, after the password (or the setup code) was right. */
export async function beginSession(administratorId: string, visitor?: Visitor): Promise<void> {
  await setSessionCookie(await openSession(administratorId, visitor ?? (await currentVisitor())))
}

/** In an action: ends this browser's session, in the database and in the browser. */
export async function leaveSession(): Promise<void> {
  const person = await currentPerson()
  if (person) await endSession(person.id, person.sessionId)
  await clearSessionCookie()
}

export async function currentVisitor(): Promise<Visitor> {
  return visitorOf(await headers())
}
