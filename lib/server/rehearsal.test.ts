import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import {
  contosoExample,
  installExchangeRunbook,
  integrationPrerequisites,
  joinServerRunbook,
  type SiteDescription,
  siteParameters,
} from '@/lib/essentials'
import { exchangeCertificate, outlookAnywhere, receiveConnector, sendConnector } from '@/lib/exchange'
import type { Runbook } from '@/lib/runbooks/runbook'
import { undoRunbook } from '@/lib/runbooks/undo'
import { type Command, command, printCommand, secure } from '@/lib/shell'
import { withSuggestions } from '@/lib/wizards'
import { addUser } from '@/lib/wizards/add-user'
import { integrate } from '@/lib/wizards/integrate'
import { integrateFacts } from './facts/integrate'
import { addUserFacts } from './facts/users'
import { type TestSite, testSite } from './test-site'
import { vault } from './vault'

let site: TestSite
afterEach(() => site.close())

async function run(commands: readonly Command[]) {
  const undo: { title: string; undo: readonly Command[] | null }[] = []
  for (const one of commands) {
    const result = await site.run(one)
    if (!result.ok) throw new Error(`${printCommand(one)}\n${result.error.errorId}: ${result.error.message}`)
    undo.push({ title: one.name, undo: result.value.undo ?? null })
  }
  return undo
}
const commandsOf = ({ steps }: Pick<Runbook, 'steps'>) => steps.map((step) => step.command)

async function installed(description: SiteDescription, version: '2010' | '2013' | '2016') {
  site = await testSite()
  await run([
    command('Set-SiteDescription', {
      ...siteParameters(description),
      PublicAddresses: [...description.publicAddresses],
    }),
  ])
  await run(commandsOf(joinServerRunbook(description)))
  await run(
    commandsOf(
      installExchangeRunbook({ description, version, managementTools: true, administrator: 'admin' }),
    ),
  )
}

const sealed = (password: string) => (_: string, prompt: string) => secure(prompt, vault.seal(password))

async function integration(answers: Record<string, string | boolean> = { certificate: 'self' }) {
  const facts = await integrateFacts(site.site)
  return { facts, runbook: integrate.compile(facts, withSuggestions(integrate, facts, answers), sealed('')) }
}

const old: SiteDescription = {
  ...contosoExample,
  exchange: { ...contosoExample.exchange, windows: '2008 R2' },
}

describe.each([
  { version: '2010' as const, description: old },
  { version: '2013' as const, description: contosoExample },
  {
    version: '2016' as const,
    description: { ...contosoExample, exchange: { ...contosoExample.exchange, windows: '2016' as const } },
  },
])('the integration wizard on Exchange $version', ({ version, description }) => {
  it('finds every prerequisite in order after the installation, and configures Exchange as the guide does', async () => {
    await installed(description, version)
    const { facts, runbook } = await integration()
    expect(facts.checks.filter(({ state }) => state === 'fail')).toEqual([])
    await run(commandsOf(runbook))
    const { store } = site.site
    expect(
      (await store.list(sendConnector)).map(({ name, properties }) => [name, properties.addressSpaces]),
    ).toEqual([['WSE Internet SendConnector', ['SMTP:*;1']]])
    expect(
      (await store.find(receiveConnector, 'EXCH01\\WSE Internet Receive Connector'))?.properties,
    ).toMatchObject({
      bindings: ['192.168.0.2:25'],
      permissionGroups: ['AnonymousUsers'],
      fqdn: 'mail.contoso.com',
    })
    expect((await store.list(outlookAnywhere))[0]?.properties).toMatchObject({
      externalHostname: 'mail.contoso.com',
      sslOffloading: false,
    })
    const after = await integrateFacts(site.site)
    expect(after.enabled).toBe(true)
    expect(after.acceptedDomains.find((domain) => domain.default)?.domain).toBe('contoso.com')
    expect(
      after.directories.every(
        ({ internalUrl, externalUrl }) =>
          internalUrl === externalUrl && internalUrl?.startsWith('https://mail.contoso.com/'),
      ),
    ).toBe(true)
    expect(after.certificates.some(({ inService }) => inService)).toBe(true)
    expect(runbook.steps.some((step) => step.command.name === 'Enable-OutlookAnywhere')).toBe(
      version === '2010',
    )
  })

  it('changes nothing when it runs again', async () => {
    await installed(description, version)
    await run(commandsOf((await integration()).runbook))
    expect((await integration({ certificate: 'keep' })).runbook.steps).toEqual([])
  })

  it('can be undone: the commands of the undo runbook bring the former state back', async () => {
    await installed(description, version)
    const before = await integrateFacts(site.site)
    const done = await run(commandsOf((await integration()).runbook))
    await run(commandsOf(undoRunbook('integration', done)))
    const { certificates, ...after } = await integrateFacts(site.site)
    const { certificates: formerly, ...former } = before
    expect(after).toEqual(former)
    expect(certificates.map(({ thumbprint }) => thumbprint)).toEqual(
      expect.arrayContaining(formerly.map(({ thumbprint }) => thumbprint)),
    )
  })
})

describe('an installation without the Management Tools', () => {
  it('is found by the integration, and mended by the command that the check offers', async () => {
    site = await testSite()
    const description = contosoExample
    await run([
      command('Set-SiteDescription', {
        ...siteParameters(description),
        PublicAddresses: [...description.publicAddresses],
      }),
    ])
    await run(commandsOf(joinServerRunbook(description)))
    await run(
      commandsOf(
        installExchangeRunbook({
          description,
          version: '2013',
          managementTools: false,
          administrator: 'admin',
        }),
      ),
    )
    const failed = (await integrationPrerequisites(site.site)).filter(({ state }) => state === 'fail')
    expect(failed.map(({ id }) => id)).toEqual(['management-tools'])
    await run(failed[0]?.repair ?? [])
    expect((await integrationPrerequisites(site.site)).filter(({ state }) => state === 'fail')).toEqual([])
  })
})

describe('a certificate request', () => {
  it('is one that openssl accepts, waits for its answer, and the answer is used when it comes', async () => {
    await installed(contosoExample, '2013')
    const asked = await integration({ certificate: 'request' })
    await run(commandsOf(asked.runbook))
    const file = await site.site.drive.read('C:\\Docs\\MyCertRequest.req')
    const request = Buffer.from(file ?? []).toString('ascii')
    expect(request).toMatch(/^-----BEGIN NEW CERTIFICATE REQUEST-----/)
    const folder = mkdtempSync(join(tmpdir(), 'request-'))
    writeFileSync(join(folder, 'a.req'), request)
    const openssl = (...args: string[]) =>
      execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString()
    expect(openssl('req', '-in', 'a.req', '-verify', '-noout', '-subject')).toMatch(
      /CN ?= ?mail\.contoso\.com/,
    )
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-subj',
      '/CN=An Authority',
      '-days',
      '30',
    )
    openssl(
      'x509',
      '-req',
      '-in',
      'a.req',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-copy_extensions',
      'copy',
      '-days',
      '20',
      '-out',
      'a.cer',
    )
    await site.inTransaction(({ drive }) =>
      drive.write('C:\\Certificates\\a.cer', readFileSync(join(folder, 'a.cer'))),
    )
    rmSync(folder, { recursive: true })
    const answered = await integration({ certificate: 'answer', answerPath: 'C:\\Certificates\\a.cer' })
    await run(commandsOf(answered.runbook))
    const { certificates } = await integrateFacts(site.site)
    expect(certificates.filter(({ inService }) => inService)).toMatchObject([
      { selfSigned: false, pending: false, names: ['mail.contoso.com'] },
    ])
  })
})

describe('the Add a User Account wizard', () => {
  it('gives FrankM a mailbox with an address by the policy and the three limits of 2 GB', async () => {
    await installed(contosoExample, '2013')
    await run(commandsOf((await integration()).runbook))
    const facts = await addUserFacts(site.site)
    const answers = withSuggestions(addUser, facts, {
      firstName: 'Frank',
      lastName: 'Miller',
      password: 'Winter-2026!',
      confirmation: 'Winter-2026!',
    })
    expect(answers).toMatchObject({ logonName: 'FrankM', alias: 'FrankM', quota: '2 GB', enforceQuota: true })
    await run(commandsOf(addUser.compile(facts, answers, sealed('Winter-2026!'))))
    const frank = await site.site.store.users.find('FrankM')
    expect(frank?.mailbox).toMatchObject({
      alias: 'FrankM',
      addresses: expect.arrayContaining([{ address: 'FrankM@contoso.com', primary: true }]),
      useDatabaseQuotaDefaults: false,
      issueWarningQuota: Math.floor(1.9 * 1024 ** 3),
      prohibitSendQuota: 2 * 1024 ** 3,
      prohibitSendReceiveQuota: Math.floor(2.3 * 1024 ** 3),
    })
  })

  it('keeps no password and no private key in what it shows', async () => {
    await installed(contosoExample, '2013')
    const { runbook } = await integration()
    await run(commandsOf(runbook))
    const [certificate] = await site.site.store.list(exchangeCertificate)
    expect(certificate?.properties.privateKey).not.toContain('PRIVATE KEY')
    expect(commandsOf(runbook).map(printCommand).join('\n')).not.toContain('PRIVATE KEY')
  })
})
