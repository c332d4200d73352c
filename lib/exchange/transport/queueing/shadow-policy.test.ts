import { expect, it } from 'vitest'
import { tableOf } from '../route/contoso-routes-for-tests'
import { shadowPolicy, shadowServers } from './shadow-policy'

const names = (given: Parameters<typeof tableOf>[0]) => shadowServers(tableOf(given)).map(({ name }) => name)

it('A copy is kept by a server of the site, of 2013 or later', () => {
  expect(names({})).toEqual([])
  expect(names({ servers: ['EXCH02 Main 2016', 'EXCH03 Branch 2016', 'EXCH04 Main 2010'] })).toEqual([
    'EXCH02',
  ])
})

it('A member of an availability group has it kept by another member, rather in another site', () => {
  const given = { servers: ['EXCH02 Main 2013', 'EXCH03 Branch 2013', 'EXCH04 Main 2013'] }
  expect(names({ ...given, groups: { DAG1: ['EXCH01', 'EXCH02'] } })).toEqual(['EXCH02'])
  expect(names({ ...given, groups: { DAG1: ['EXCH01', 'EXCH02', 'EXCH03'] } })).toEqual(['EXCH03'])
})

it('A server is given up after 3 hours, by other settings in 2010', () => {
  const hours = 3 * 3_600_000
  expect(shadowPolicy({ version: '2010', organization: {} })).toEqual({
    model: 'behind',
    heartbeatInterval: 900_000,
    resubmitAfter: hours,
  })
  const since2013 = { model: 'before', heartbeatInterval: 120_000, resubmitAfter: hours }
  expect(shadowPolicy({ version: '2016', organization: {} })).toEqual(since2013)
  const off = { ShadowRedundancyEnabled: false, ShadowResubmitTimeSpan: '01:00:00' }
  expect(shadowPolicy({ version: '2013', organization: off })).toMatchObject({
    model: 'none',
    resubmitAfter: hours / 3,
  })
})
