import type { NextAuthOptions } from 'next-auth'
import credentials from 'next-auth/providers/credentials'
import { visitorOf } from './request-marks'
import { overHttps, sessionSeconds } from './session-cookie'
import { endSession, findPerson, type Person } from './sessions'
import { signIn } from './sign-in'

/**
 * next-auth's own door: /api/auth/* and getServerSession. The sign-in page takes the shorter way (beginSession);
 * both end in the same `signIn`, the same row and the same cookie.
 */
export const authOptions: NextAuthOptions = {
  providers: [
    credentials({
      credentials: {
        email: { label: 'Email', type: 'email' },
        password: { label: 'Password', type: 'password' },
      },
      async authorize(typed, request) {
        const headers = new Headers(request.headers as Record<string, string>)
        const result = await signIn(
          { email: String(typed?.email ?? ''), password: String(typed?.password ?? '') },
          visitorOf(headers),
        )
        return result.ok ? result.value : null
      },
    }),
  ],
  session: { strategy: 'jwt', maxAge: sessionSeconds },
  useSecureCookies: overHttps(),
  pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/settings/account' },
  callbacks: {
    /** The token holds the row's id; who that is, is read from the row each time. */
    async jwt({ token, user }) {
      return { sessionId: user ? (user as Person).sessionId : token.sessionId }
    },
    async session({ session, token }) {
      const person = token.sessionId ? await findPerson(token.sessionId) : null
      return person ? { user: person, expires: session.expires } : ({} as typeof session)
    },
  },
  events: {
    async signOut({ token }) {
      const person = token.sessionId ? await findPerson(token.sessionId) : null
      if (person) await endSession(person.id, person.sessionId)
    },
  },
}

declare module 'next-auth' {
  interface Session {
    user: Person
  }
}
