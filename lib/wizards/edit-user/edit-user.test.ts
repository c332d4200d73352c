import { describe, expect, it } from 'vitest'
import { defaultPasswordPolicy } from '@/lib/essentials'
import { secure } from '@/lib/shell'
import { checkAnswers, withSuggestions } from '../answers'
import type { UserFacts } from '../user-facts'
import type { Answers } from '../wizard'
import { editUser } from '.'

const gigabyte = 1024 ** 3
const frank: UserFacts = {
  name: 'Frank Miller',
  firstName: 'Frank',
  lastName: 'Miller',
  logonName: 'FrankM',
  accessLevel: 'User',
  vpn: false,
  remoteWebAccess: true,
  passwordPolicy: defaultPasswordPolicy,
  integrated: true,
  domain: 'contoso.com',
  mailbox: {
    alias: 'FrankM',
    addresses: ['FrankM@contoso.com', 'sales@contoso.com'],
    primary: 'FrankM@contoso.com',
    bytes: 0,
    enforced: true,
    limits: {
      issueWarningQuota: gigabyte,
      prohibitSendQuota: 2 * gigabyte,
      prohibitSendReceiveQuota: null,
    },
  },
}

function edit(given: Answers) {
  const answers = withSuggestions(editUser, frank, given)
  const errors = checkAnswers(editUser, frank, answers).map(
    ({ field, error }) => `${field}: ${error.message}`,
  )
  const { steps } = editUser.compile(frank, answers, (_, prompt) => secure(prompt, ''))
  return { errors, commands: steps.map(({ command }) => command.arguments) }
}

describe('the properties of an account', () => {
  it('run no command while nothing is changed', () => {
    expect(edit({})).toEqual({ errors: [], commands: [] })
  })

  it('keep the addresses in their order, the first as the primary one', () => {
    expect(edit({ addresses: ' sales@contoso.com\n\nFrankM@contoso.com ' })).toMatchObject({
      errors: [],
      commands: [{ EmailAddresses: ['SMTP:sales@contoso.com', 'smtp:FrankM@contoso.com'] }],
    })
  })

  it('say at the field that a mailbox needs an address, each once, instead of changing nothing', () => {
    expect(edit({ addresses: ' \n' }).errors).toEqual(['addresses: A mailbox needs a primary SMTP address.'])
    expect(edit({ addresses: 'a@contoso.com\nA@contoso.com' }).errors).toEqual([
      'addresses: The email address "a@contoso.com" is there twice.',
    ])
    expect(edit({ addresses: 'SMTP:a@contoso.com' }).errors).toHaveLength(1)
  })
})
