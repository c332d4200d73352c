import { emptyApp } from './empty-app'
import { type Figure, perSecond, times } from './figure'
import type { Lab } from './lab'
import { load, median, pageTime, sideBySide } from './measure'

const part = 'Dynamic pages beside an empty dynamic page'
const pages = {
  Home: '/',
  Users: '/users',
  'DNS records': '/network/dns',
  Devices: '/devices',
  Activity: '/activity',
}
const aim = 1.5
const rounds = 3

export async function dynamicPages(lab: Lab): Promise<Figure[]> {
  const site = await lab.site(await lab.database(10_000))
  const empty = await emptyApp(lab)
  const figures: Figure[] = []
  for (const [name, path] of Object.entries(pages)) {
    const taken = await sideBySide({
      ours: () => pageTime(`${site.url}${path}`, site.cookie),
      beside: () => pageTime(empty, site.cookie),
    })
    figures.push(times(part, `${name}: p50, one at a time`, [taken.ours.p50, taken.beside.p50], { aim }))
    const answered = { ours: [] as number[], beside: [] as number[] }
    for (let round = 0; round < rounds; round++) {
      answered.ours.push(await load(`${site.url}${path}`, site.cookie))
      answered.beside.push(await load(empty, site.cookie))
    }
    const [ours, beside] = [median(answered.ours), median(answered.beside)]
    figures.push({
      part,
      what: `${name}: requests, eight at once`,
      ours: perSecond(ours),
      beside: perSecond(beside),
      compared: beside / ours,
      unit: 'ratio',
      aim,
    })
  }
  await site.stop()
  return figures
}
