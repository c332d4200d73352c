import { describe, expect, it } from 'vitest'
import { parsePredicate } from '.'

const anna = {
  Name: 'Anna Berg',
  Title: 'Manager of Sales',
  Department: 'Sales',
  Office: '',
  HiddenFromAddressListsEnabled: false,
  EmailAddresses: ['SMTP:anna@contoso.com', 'smtp:berg@contoso.com'],
  ProhibitSendQuota: '2 GB (2,147,483,648 bytes)',
  WhenCreated: '2026-11-22T06:30:00.000Z',
  CustomAttribute1: "O'Neil",
  CustomAttribute2: 'Jürgen Müller',
}

function means(filter: string): boolean {
  const predicate = parsePredicate(filter)
  if (!predicate.ok) throw new Error(predicate.error.message)
  return predicate.value(anna)
}

describe('an OPATH filter', () => {
  it.each([
    ["Title -like 'Manager*'", true],
    ["Title -like '*sales'", true],
    ["Title -like 'Sales*'", false],
    ["Title -notlike 'Sales*'", true],
    ["Department -eq 'SALES'", true],
    ["Department -ne 'Sales'", false],
    ['Office -eq $null', true],
    ['Department -ne $null', true],
    ['HiddenFromAddressListsEnabled -eq $false', true],
    ["HiddenFromAddressListsEnabled -ne 'True'", true],
    ["EmailAddresses -eq 'smtp:berg@contoso.com'", true],
    ["EmailAddresses -like 'berg@*'", true],
    ["EmailAddresses -ne 'smtp:nobody@contoso.com'", true],
    ["ProhibitSendQuota -gt '1GB'", true],
    ["ProhibitSendQuota -le '1GB'", false],
    ["WhenCreated -ge '11/21/2026'", true],
    ["WhenCreated -lt '11/21/2026'", false],
    ["CustomAttribute1 -eq 'O''Neil'", true],
    ["CustomAttribute2 -like '*muller'", true],
    ["CustomAttribute2 -eq 'JÜRGEN MÜLLER'", true],
    ["Department -eq 'HR' -or Department -eq 'Sales' -and Name -like 'A*'", true],
    ["(Department -eq 'Sales') -and -not(Name -like 'SystemMailbox{*')", true],
    ["!(Department -eq 'Sales')", false],
    ['NoSuchProperty -eq "x"', false],
  ])('%s', (filter, expected) => {
    expect(means(filter)).toBe(expected)
  })

  it.each([
    '',
    'Title',
    'Title -like',
    "Title -matches 'x'",
    "(Title -eq 'x'",
    "Title -eq 'x') ",
    "Title -eq 'x",
    "'x' -eq Title",
    '$true',
    'Title -eq $home',
    "a -eq 'b' c",
  ])('refuses %j and says where', (filter) => {
    const result = parsePredicate(filter)
    expect(result.ok ? null : result.error).toMatchObject({
      errorId: 'ParameterBindingFailed',
      target: 'Filter',
      message: expect.stringMatching(/Invalid filter syntax.*at position \d+\."$/s),
    })
  })

  it('refuses a property that cannot be asked for, by its name', () => {
    const result = parsePredicate("Colour -eq 'red'", new Map([['title', 'Title']]))
    expect(result.ok ? '' : result.error.message).toContain(
      '"Colour" is not a recognized filterable property.',
    )
  })

  it('reads no more than a bounded depth, and takes no long over stars', () => {
    expect(parsePredicate(`${'('.repeat(5000)}a -eq 1`).ok).toBe(false)
    const stars = parsePredicate(`Name -like '${'*a'.repeat(2000)}b'`)
    expect(stars.ok && stars.value({ Name: 'a'.repeat(2000) })).toBe(false)
  })
})
