import { expect, it } from 'vitest'
import { Outage } from './outage'

it('An outage is told of when it begins and when it has ended, with how often it was met', () => {
  const lines: string[] = []
  const outage = new Outage((line) => lines.push(line))
  outage.worked()
  for (let at = 0; at < 1200; at += 1) outage.failed('A message could not be kept', new Error('gone'))
  expect(lines).toEqual(['A message could not be kept: gone'])
  outage.worked()
  outage.worked()
  expect(lines.slice(1)).toEqual([
    'The database of the queues answers again; meanwhile it failed 1,200 times.',
  ])
  outage.failed('Nobody could sign in', 'gone')
  outage.worked()
  expect(lines.slice(2)).toEqual([
    'Nobody could sign in: gone',
    'The database of the queues answers again; meanwhile it failed once.',
  ])
})
