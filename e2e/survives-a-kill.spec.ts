import { chapter } from './support/chapter'
import { rowsOf } from './support/database-content'
import { administrator, exampleTest, expect } from './support/example-site'
import { signIn } from './support/sign-in'

const test = exampleTest(['integration'], { RUN_PACE_MS: '150' })

const firstNames = [
  'Anna',
  'Ben',
  'Carla',
  'Dev',
  'Ella',
  'Farid',
  'Grace',
  'Hugo',
  'Ines',
  'Jan',
  'Kim',
  'Lea',
]
const file = ['First name,Last name', ...firstNames.map((name) => `${name},Zimmer`)].join('\n')
/** For each: the account, the mailbox, its limits. */
const steps = firstNames.length * 3

test('The server is killed in the middle of a run, and finishes it after the restart @demo', async ({
  page,
  app,
}) => {
  await chapter(page, 'Twelve users are to be imported', async () => {
    await signIn(page, administrator, '/users/import')
    await page
      .getByLabel('CSV file')
      .setInputFiles({ name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
    await page.getByLabel('Initial password for rows without one').fill('Sunrise-over-7-hills')
    await page.getByRole('button', { name: 'Check the file' }).click()
    await expect(page.getByText('12 users, all in order')).toBeVisible()
  })

  await chapter(page, 'The run is on its way', async () => {
    await page.getByRole('button', { name: 'Import 12 users' }).click()
    await expect(page.getByText(/^([5-9]|1\d) of 36 steps$/)).toBeVisible()
  })

  await chapter(page, 'The server is killed', async () => {
    await app.kill()
    await expect(page.getByText('The server does not answer at the moment.')).toBeVisible()
  })
  const before = await doneSteps(app.databaseUrl)
  expect(before).toBeLessThan(steps)

  await chapter(page, 'It is started again, and the run goes on by itself', async () => {
    await app.restart()
    await expect(page.getByText('36 of 36 steps')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('Succeeded', { exact: true })).toBeVisible()
    await expect(page.getByText('The server does not answer at the moment.')).toBeHidden()
  })

  await chapter(page, 'Every user is there, once', async () => {
    await page.getByRole('link', { name: 'Users', exact: true }).click()
    await expect(page.getByText('12 users', { exact: true })).toBeVisible()
    for (const name of firstNames)
      await expect(page.getByRole('row', { name: `${name} Zimmer` })).toHaveCount(1)
  })

  await chapter(page, 'Activity has each command once', async () => {
    await page.goto('/activity?command=Add-WssUser')
    await expect(page.getByRole('row', { name: 'Add-WssUser' })).toHaveCount(12)
    const ran = await rowsOf<{ times: number }>(
      app.databaseUrl,
      `select count(*)::int as times from "Activity" where source = '/users/import' group by command`,
    )
    expect(ran).toHaveLength(steps)
    expect(ran.every(({ times }) => times === 1)).toBe(true)
  })
})

async function doneSteps(databaseUrl: string): Promise<number> {
  const [row] = await rowsOf<{ done: number }>(
    databaseUrl,
    `select count(*)::int as done from "RunStep" s join "Run" r on r.id = s."runId"
     where r.source = '/users/import' and s.state = 'done'`,
  )
  return row?.done ?? 0
}
