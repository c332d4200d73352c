import { afterAll, beforeAll, expect, it } from 'vitest'
import { prepareNetwork } from '@/lib/network'
import { contoso } from '@/lib/network/testing/contoso'
import { openControl, openWire } from '@/lib/wire'
import { type MailSite, mailSite } from '@/lib/wire/mail/mail-site-for-tests'
import { keptSite, readObjects } from './kept-site'
import type { Person } from './session'

const admin: Person = {
  id: '1',
  email: 'admin@contoso.com',
  name: 'Admin',
  role: 'Administrator',
  sessionId: '1',
}
let mail: MailSite
let wizards: typeof import('./wizard-runbook')
let runs: typeof import('./runs')
const closing: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  mail = await mailSite('2013')
  const { db } = mail.place
  await mail.place.inTransaction((site) =>
    prepareNetwork(site, contoso({ publicAddresses: ['203.0.113.10'] })),
  )
  const wire = await openWire({
    snapshot: async () => keptSite(db, await readObjects(db), 'network'),
    ports: { dns: 0, dnsInside: 0, dnsResolver: 0, proxy: 0, smtp: 0, submission: 0, block: 0 },
    saveCache: async () => undefined,
    intake: mail.intake,
  })
  const control = await openControl({ wire, token: 'a token', port: 0 })
  process.env.DATABASE_URL = mail.place.url
  process.env.WIRE_URL = `http://127.0.0.1:${control.port}`
  process.env.WIRE_TOKEN = 'a token'
  wizards = await import('./wizard-runbook')
  runs = await import('./runs')
  const { database } = await import('./db')
  closing.push(control.close, wire.close, () => database().$disconnect(), mail.close)
}, 60_000)
afterAll(async () => {
  for (const close of closing) await close()
})

const asked = { id: 'smtp-message', subject: '' } as const
const answers = { from: 'scanner@adatum.com', to: 'frankm@contoso.com' }

it('A wizard that says something to another server is not tried first: nothing arrives', async () => {
  expect(await wizards.tryWizard(asked, answers, admin)).toMatchObject({
    ok: false,
    errors: [{ error: { errorId: 'WizardNotTried' } }],
  })
  expect(
    await wizards.tryWizard({ id: 'neighbor-message', subject: 'fabrikam.com' }, {}, admin),
  ).toMatchObject({ ok: false, errors: [{ error: { errorId: 'WizardNotTried' } }] })
  expect(await mail.kept()).toEqual([])
})

it('What it would say does arrive, though all else that is tried is rolled back', async () => {
  const prepared = await wizards.prepareWizard(asked, answers, admin)
  if (!prepared.ok) throw new Error(prepared.errors[0]?.error.message)
  expect(await runs.tryRunbook(prepared.runbook, admin.email)).toMatchObject([{ error: null }])
  expect(await mail.kept()).toMatchObject([{ sender: 'scanner@adatum.com' }])
})
