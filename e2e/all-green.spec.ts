import {
  certificateRow,
  exportAsPfx,
  haveItSigned,
  requestCertificate,
  reviewSigning,
} from './support/certificate'
import { chapter } from './support/chapter'
import { expect, openTab, test } from './support/dashboard'
import { createTheAdministrator, describeContoso } from './support/first-visit'
import {
  addRecord,
  configureTheProxy,
  expectDone,
  forwardThePorts,
  installArr,
  mend,
  moveTheClock,
  openNetwork,
  row,
  splitTheDns,
  testConnectivity,
} from './support/network'
import { installExchange2013 } from './support/servers'
import { allAnswered } from './support/site-pages'
import { addUser } from './support/users'
import { wizard } from './support/wizard'

const pfxPassword = 'Only-for-the-pfx-7'
const mail = 'mail.contoso.com'

test('From nothing to all green, on the wire @demo', async ({ page, app }) => {
  test.slow()
  const openCertificates = async () => {
    await openTab(page, 'Email')
    await page.getByRole('navigation', { name: 'Email' }).getByRole('link', { name: 'Certificates' }).click()
  }

  await chapter(page, 'Nothing is there: the first visitor describes the site', async () => {
    await createTheAdministrator(page, app.setupCode)
    await describeContoso(page)
  })

  await chapter(page, 'The second server joins the domain', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Join the second server', exact: true }).click()
    const joining = wizard(page, 'Join the second server')
    await joining.next('Review')
    await joining.run('Join it to the domain')
    await joining.close()
  })

  await chapter(page, 'Exchange Server 2013 is installed', async () => {
    await (await installExchange2013(page)).close()
  })

  await chapter(page, 'A certificate is requested for both names', async () => {
    await openCertificates()
    await requestCertificate(page, mail)
  })

  await chapter(page, 'The authority would refuse: the Internet does not know the names yet', async () => {
    const submit = await reviewSigning(page, mail)
    await submit.window.getByRole('button', { name: 'Try it first' }).click()
    await expect(submit.window.getByText('the public DNS has no such name').first()).toBeVisible()
    await submit.window.getByRole('button', { name: 'Cancel' }).click()
  })

  await chapter(page, 'The names are published at the domain name provider', async () => {
    await openNetwork(page, 'Domain name provider')
    for (const host of ['mail', 'remote']) await (await addRecord(page, host, '203.0.113.25')).close()
  })

  await chapter(page, 'The authority looks them up, and signs', async () => {
    await openCertificates()
    await haveItSigned(page, mail)
    await expect(certificateRow(page, mail)).toContainText('Example')
  })

  await chapter(page, 'With its key in a file, for the reverse proxy', async () => {
    await exportAsPfx(page, mail, pfxPassword)
  })

  await chapter(page, 'The integration keeps this certificate', async () => {
    await openTab(page, 'Home')
    await page.getByRole('link', { name: /^Email service/ }).click()
    await page.getByRole('link', { name: 'Set up Exchange Server integration' }).click()
    const integration = wizard(page, 'Set up Exchange Server integration')
    await integration.isAt('Before you begin')
    await integration.next('Exchange Server')
    await integration.next('Domain and name')
    await integration.next('Certificate')
    await expect(integration.window.getByRole('radio', { name: 'Keep the one that is in use' })).toBeChecked()
    await integration.next('Configuration')
    await integration.next('Review')
    await integration.run('Set up the integration')
    await integration.window.getByRole('link', { name: 'Create the DNS records' }).click()
  })

  await chapter(page, 'The other records at a click, the recommended ones too', async () => {
    await expect(row(page, 'mail')).toContainText('Seen in')
    await mend(page, '@ contoso.com', 'Add the record', 'Seen in')
    await mend(page, '@ SPF', 'Add the record', 'Seen in')
    await mend(page, '_autodiscover._tcp', 'Add the record', 'Seen in')
    await mend(page, '203.0.113.25', 'The provider sets the name', 'Seen in')
    await mend(page, '_dmarc', 'Add the record', 'Seen in')
  })

  await chapter(page, 'Four hours later on the site: the DNS records are green', async () => {
    await moveTheClock(page, 'Four hours')
    await expectDone(page)
  })

  await chapter(page, 'Mail does not come in: nothing is forwarded, and the test says so', async () => {
    await testConnectivity(page, 'Mail comes in', 'From the Internet')
    await expect(page.getByText('The router has no forward for port 25.')).toBeVisible()
  })

  await chapter(page, 'The router forwards mail and web traffic', async () => {
    await forwardThePorts(page)
  })

  await chapter(page, 'The reverse proxy gets the exported certificate', async () => {
    await installArr(page)
    await configureTheProxy(page, /Export-/, pfxPassword)
  })

  await chapter(page, 'Split DNS: one name, inside and outside', async () => {
    await splitTheDns(page)
  })

  await chapter(page, 'Remote Web Access shows the certificate too', async () => {
    await openCertificates()
    await page.getByRole('link', { name: 'Certificate of Remote Web Access' }).click()
    const remote = wizard(page, 'Certificate of Remote Web Access')
    await remote.isAt('PFX file')
    await expect(remote.window.getByLabel('PFX file')).toHaveAccessibleDescription(/Export-/)
    await remote.window.getByLabel('Password of the file').fill(pfxPassword)
    await remote.next('Review')
    await remote.run('Use this certificate')
    await remote.close()
  })

  await chapter(page, 'Every name, and the certificate that is shown for it', async () => {
    const matrix = page.getByRole('table', { name: 'Names and the certificates' })
    for (const name of [mail, 'remote.contoso.com']) {
      const rowheader = page.getByRole('rowheader', { name, exact: true })
      await expect(matrix.getByRole('row').filter({ has: rowheader })).toContainText('Covered')
    }
  })

  await chapter(page, 'The first user', async () => {
    await addUser(page, 'Frank', 'Miller', 'Copper-19-kettle')
  })

  await chapter(page, 'Home: everything is done', async () => {
    await openTab(page, 'Home')
    await expect(page.getByText('Everything is set up.')).toBeVisible()
    const tasks = page.getByRole('list', { name: 'Tasks' }).getByRole('listitem')
    await expect(tasks).toHaveCount(9)
    await expect(tasks.filter({ hasText: 'In order' })).toHaveCount(9)
    await allAnswered(page)
  })

  for (const [title, from] of [
    ['Mail comes in', 'From the Internet'],
    ['Mail goes out', 'From the Internet'],
    ['Autodiscover', 'From the Internet'],
    ['Autodiscover', 'From inside'],
    ['Outlook on the web', 'From the Internet'],
    ['Exchange ActiveSync', 'From the Internet'],
    ['Outlook from anywhere', 'From the Internet'],
    ['Remote Web Access', 'From the Internet'],
    ['Inside the office', 'From inside'],
  ] as const)
    await chapter(page, `${title}, ${from.toLowerCase()}: passed`, async () => {
      await testConnectivity(page, title, from)
      await expect(page.getByText('Everything passed')).toBeVisible()
    })

  await chapter(page, 'Any program can ask: the site listens on this computer', async () => {
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.getByRole('link', { name: 'Simulated network' }).click()
    await expect(page.getByRole('row').filter({ hasText: '203.0.113.25' }).first()).toBeVisible()
  })
})
