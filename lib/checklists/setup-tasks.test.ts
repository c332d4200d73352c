import { afterEach, describe, expect, it } from 'vitest'
import { contosoExample, type SiteDescription, siteParameters } from '@/lib/essentials'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { command } from '@/lib/shell'
import { setupTasks } from './setup-tasks'

let site: TestSite
afterEach(() => site.close())

async function described(more: Partial<SiteDescription> = {}) {
  site = await testSite()
  const description = { ...contosoExample, ...more }
  const done = await site.run(
    command('Set-SiteDescription', {
      ...siteParameters(description),
      PublicAddresses: [...description.publicAddresses],
    }),
  )
  if (!done.ok) throw new Error(done.error.message)
}
const states = async (users = 0) =>
  Object.fromEntries(
    await Promise.all(
      (await setupTasks(site.site, users)).map(async ({ id, progress, requirement }) => [
        id,
        `${(await progress).state}, ${requirement}`,
      ]),
    ),
  )

describe('the setup tasks', () => {
  it('stand in the order of the guide, and a new site has most of them to do', async () => {
    await described()
    expect(await states()).toEqual({
      'join-server': 'todo, Required',
      'register-domain': 'done, Required',
      'dns-records': 'todo, Required',
      'install-exchange': 'todo, Required',
      integrate: 'todo, Required',
      router: 'attention, Required',
      'reverse-proxy': 'attention, Required',
      'split-dns': 'todo, Recommended',
      'add-users': 'todo, Required',
    })
  })

  it('need no reverse proxy with several Internet connections', async () => {
    await described({ connections: 'several', publicAddresses: ['203.0.113.25', '203.0.113.26'] })
    expect((await states())['reverse-proxy']).toBe('done, Not needed')
  })

  it('recommend the router while migrating, and hold the integration until the old Exchange is gone', async () => {
    await described({ scenario: 'migration' })
    expect((await states()).router).toBe('attention, Recommended')
    const integrate = (await setupTasks(site.site, 0)).find(({ id }) => id === 'integrate')
    expect((await integrate?.progress)?.checks.find(({ id }) => id === 'source-exchange')?.state).toBe(
      'error',
    )
  })

  it('can be skipped and taken up again; what is done stays done', async () => {
    await described()
    await site.run(command('Skip-SetupTask', { Name: 'split-dns' }))
    expect((await states())['split-dns']).toBe('skipped, Recommended')
    await site.run(command('Resume-SetupTask', { Name: 'split-dns' }))
    expect((await states(3))['split-dns']).toBe('todo, Recommended')
    expect((await states(3))['add-users']).toBe('done, Required')
  })
})
