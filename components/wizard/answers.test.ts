import { describe, expect, it } from 'vitest'
import { errorRecord } from '@/lib/shell'
import { firstOpenPage, placeOf, stand, withoutSecrets } from './answers'
import { commandsOfPage } from './page-commands'
import { sampleWizard as wizard } from './sample.test-data'

const facts = { integrated: true }
const answers = (typed: Record<string, string | boolean>, of: unknown = facts) =>
  stand(wizard, of, typed).answers

describe('the answers of a wizard', () => {
  it('follow their suggestions until somebody types', () => {
    expect(answers({ first: 'Frank' }).alias).toBe('FrankM')
    expect(answers({ first: 'Frances' }).alias).toBe('FrancesM')
    expect(answers({ first: 'Frances', alias: 'FM' }).alias).toBe('FM')
    expect(answers({ first: 'Frances', alias: '' }).alias).toBe('')
  })

  it('keep what was typed in a field that is hidden meanwhile', () => {
    expect(stand(wizard, facts, { enforce: false, size: '4 GB' }).pages[2]?.fields).toHaveLength(1)
    expect(answers({ enforce: true, size: '4 GB' }).size).toBe('4 GB')
    expect(stand(wizard, { integrated: false }, {}).pages).toHaveLength(2)
  })

  it('keep no passwords and, when told so, no files', () => {
    expect(withoutSecrets(wizard, { first: 'Frank', password: 'Pa$$w0rd' })).toEqual({ first: 'Frank' })
  })
})

describe('errors of a wizard', () => {
  const { pages } = stand(wizard, facts, {})

  it('keep their page open', () => {
    const bad = answers({ alias: 'Frank M' })
    expect(firstOpenPage(pages, facts, bad)).toBe('name')
    expect(firstOpenPage(pages, facts, answers({ alias: 'FrankM' }))).toBeNull()
  })

  it('of the server stand at the field they name, or at the one for their target', () => {
    const error = errorRecord('ResourceExists', 'ProxyAddressInUse', 'Taken', { target: 'alias' })
    expect(placeOf(pages, { error })).toEqual({ page: 'name', field: 'alias' })
    expect(placeOf(pages, { field: 'size', error })).toEqual({ page: 'email', field: 'size' })
    expect(placeOf(pages, { error: { ...error, target: 'Database' } })).toBeNull()
  })
})

describe('what a page adds to the runbook', () => {
  const typed = { first: 'Frank', password: 'Pa$$w0rd' }
  const added = (page: string, more = {}) => {
    const { pages, answers } = stand(wizard, facts, { ...typed, ...more })
    return commandsOfPage(wizard, facts, answers, pages, page)
  }

  it('is the commands that its answers complete', () => {
    expect(added('email')).toEqual(["Set-Mailbox -Identity 'FrankM' -ProhibitSendQuota '2 GB'"])
    expect(added('level')).toEqual([
      "Add-WssUser -Name 'FrankM' -Password (Read-Host -AsSecureString -Prompt 'Password') -AccessLevel 'standard'",
    ])
  })

  it('is, for a page on which everything depends, what is complete soonest; never a password', () => {
    expect(added('name').join()).toContain('Enable-Mailbox')
    expect(added('name').join()).not.toContain('Pa$$w0rd')
  })

  it('is nothing while the answers cannot be compiled', () => {
    expect(added('email', { alias: 'a\0b' })).toEqual([])
  })
})
