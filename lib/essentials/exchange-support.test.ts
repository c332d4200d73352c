import { expect, test } from 'vitest'
import { requiredFeatures } from '@/lib/exchange'
import { suggestedVersion, whyNotInstallable } from './exchange-support'
import type { WindowsVersion } from './site'
import { windowsFeatures } from './windows-features'

const windows: readonly WindowsVersion[] = ['2008 R2', '2012', '2012 R2', '2016']

test.each([
  ['2010', ['2008 R2']],
  ['2013', ['2008 R2', '2012', '2012 R2']],
  ['2016', ['2012', '2012 R2', '2016']],
] as const)('Exchange %s runs on Windows Server %j only', (version, expected) => {
  expect(windows.filter((one) => whyNotInstallable(version, one) === null)).toEqual(expected)
})

test('Exchange 2010 is refused on Windows Server 2012 in words', () => {
  expect(whyNotInstallable('2010', '2012')).toBe(
    'Exchange Server 2010 cannot be installed on Windows Server 2012; it runs on Windows Server 2008 R2.',
  )
})

test('the suggested version can always be installed', () => {
  for (const one of windows) expect(whyNotInstallable(suggestedVersion(one), one)).toBeNull()
})

test('every feature that Exchange needs is one that its Windows Server knows', () => {
  for (const version of ['2010', '2013', '2016'] as const)
    for (const one of windows.filter((on) => whyNotInstallable(version, on) === null))
      expect(windowsFeatures(one)).toEqual(expect.arrayContaining([...requiredFeatures(version, one)]))
})

test('the list for Exchange 2010 is the 26 features of the guide', () => {
  expect(requiredFeatures('2010', '2008 R2')).toHaveLength(26)
})
