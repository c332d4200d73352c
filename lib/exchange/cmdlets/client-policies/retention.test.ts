import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { command, type Value } from '@/lib/shell'
import { contoso, done, thereAndBack } from '../../contoso-for-tests'

let site: TestSite
beforeAll(async () => {
  site = await contoso('2010')
})
afterAll(() => site.close())

const run = (name: string, args: Record<string, Value> = {}) => done(site.run(command(name, args)))
const one = async (name: string, Identity: string) => (await run(name, { Identity })).output?.[0]

async function expectUndone(name: string, args: Record<string, Value>) {
  const { before, between, after } = await thereAndBack(site, command(name, args))
  expect(between).not.toEqual(before)
  expect(after).toEqual(before)
}

it('A retention tag is made, changed, renamed in its policies, and removed, each taken back', async () => {
  const tag = { Name: 'Junk 30 days', Type: 'JunkEmail', AgeLimitForRetention: '30' }
  await expectUndone('New-RetentionPolicyTag', tag)
  await run('New-RetentionPolicyTag', { ...tag, RetentionAction: 'DeleteAndAllowRecovery' })
  expect(await one('Get-RetentionPolicyTag', 'Junk 30 days')).toMatchObject({
    Type: 'JunkEmail',
    AgeLimitForRetention: '30.00:00:00',
    RetentionAction: 'DeleteAndAllowRecovery',
    RetentionEnabled: true,
  })
  await expectUndone('Remove-RetentionPolicyTag', { Identity: 'Junk 30 days' })
  await expectUndone('New-RetentionPolicy', { Name: 'Staff', RetentionPolicyTagLinks: ['Junk 30 days'] })
  await run('New-RetentionPolicy', { Name: 'Staff', RetentionPolicyTagLinks: ['Junk 30 days'] })
  await expectUndone('Set-RetentionPolicyTag', { Identity: 'Junk 30 days', Name: 'Junk', Comment: 'x' })
  await run('Set-RetentionPolicyTag', { Identity: 'Junk 30 days', Name: 'Junk' })
  expect(await one('Get-RetentionPolicy', 'Staff')).toMatchObject({ RetentionPolicyTagLinks: ['Junk'] })
  await expectUndone('Set-RetentionPolicy', { Identity: 'Staff', RetentionPolicyTagLinks: [] })
  await expectUndone('Remove-RetentionPolicy', { Identity: 'Staff' })
})

it.each([
  ['Remove-RetentionPolicyTag', { Identity: 'Junk' }, 'RetentionTagInUse', 'Identity'],
  [
    'New-RetentionPolicy',
    { Name: 'Other', RetentionPolicyTagLinks: ['None'] },
    'ManagementObjectNotFoundException',
    'RetentionPolicyTagLinks',
  ],
  [
    'Set-RetentionPolicyTag',
    { Identity: 'Junk', RetentionAction: 'MoveToArchive' },
    'RetentionActionNotValidForType',
    'RetentionAction',
  ],
  [
    'New-RetentionPolicyTag',
    { Name: 'x', Type: 'Everything' },
    'ParameterArgumentTransformationError',
    'Type',
  ],
])('%s %j is refused', async (name, args, errorId, target) => {
  expect(await site.run(command(name, args))).toMatchObject({ ok: false, error: { errorId, target } })
})

it('The throttling policy is the one of its version', async () => {
  expect(await one('Get-ThrottlingPolicy', 'Default*')).toMatchObject({
    Name: 'DefaultThrottlingPolicy',
    OWAMaxConcurrency: 5,
    MessageRateLimit: 'Unlimited',
  })
  expect(await site.run(command('Get-ThrottlingPolicy', { Identity: 'Other' }))).toMatchObject({ ok: false })
})
