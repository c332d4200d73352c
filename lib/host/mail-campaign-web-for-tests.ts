import { ask } from './bench/measure'
import { type Mortal, mortal } from './mail-campaign-for-tests'
import { freePort } from './port'
import { serve } from './serve'
import type { WireAddress } from './wire-process'

export interface CampaignWeb {
  readonly databaseUrl: string
  readonly dataDir: string
  /** The folder of the production build. */
  readonly distDir: string
  readonly address: WireAddress
  readonly account: { readonly email: string; readonly password: string }
}

/** The web process, and what it tells of the queues to somebody who signed in once. */
export interface MortalWeb extends Mortal {
  /** Messages in each queue. @throws Error when they are not told */
  queues(): Promise<readonly number[]>
}

/** It counts as back when it tells the queues. */
export async function mortalWeb({ address, account, ...shared }: CampaignWeb): Promise<MortalWeb> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const web = await mortal('web', () => serve({ ...shared, port, env: { ...address } }))
  const cookie = await signIn(url, account)
  const queues = async () => {
    const { status, body } = await ask(`${url}/email/mail-flow/state`, cookie)
    if (status !== 200) throw new Error(`The queues were told with ${status}: ${body.slice(0, 500)}`)
    const told = JSON.parse(body) as { queues: { messages: number }[] }
    return told.queues.map(({ messages }) => messages)
  }
  return {
    ...web,
    queues,
    async killed() {
      await web.killed()
      await queues()
    },
  }
}

/** By next-auth's own door. Gives the session's cookie. */
async function signIn(url: string, account: CampaignWeb['account']): Promise<string> {
  const cookieOf = ({ cookies }: { cookies: readonly string[] }) =>
    cookies.map((cookie) => cookie.split(';')[0]).join('; ')
  const asked = await ask(`${url}/api/auth/csrf`)
  const { csrfToken } = JSON.parse(asked.body) as { csrfToken: string }
  const form = { ...account, csrfToken, json: 'true' }
  return cookieOf(await ask(`${url}/api/auth/callback/credentials`, cookieOf(asked), form))
}
