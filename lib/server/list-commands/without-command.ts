const dashboardsOwn = 'It is the dashboard’s own: no command of Windows or Exchange Server stands for it.'

/**
 * The pages without “Show as command”, each with its reason. A page is named by its folder in `app/(dashboard)`, a part
 * of one by its query. Tests look at both: a page that is here has no button, every other one has.
 */
export const withoutCommand: Readonly<Record<string, string>> = {
  '/?category=runbooks': dashboardsOwn,
  '/?category=help': 'Text.',
  '/activity/runs': `${dashboardsOwn} Each runbook opens in the shell from its own page.`,
  '/activity/scripts': `${dashboardsOwn} Get-History is that of one shell. Each script opens in the shell from its own page.`,
  '/email/mail-flow/database':
    'Files of a folder: Exchange Server has no command for its queue database, and the shell’s drive is another one.',
  '/email/mail-flow/send-test':
    'Each way is a wizard that shows its command. A typed SMTP session is a stranger’s, as telnet’s is.',
  '/email/shell': 'It is the shell.',
  '/help': 'Text.',
  '/network': 'It leads to the DNS records.',
  '/network/live':
    'The shell works on the simulated site; what asks the real Internet is started from this page alone.',
  '/settings/account': `${dashboardsOwn} Sessions are those of this dashboard.`,
  '/settings/network': 'Loopback ports of this computer: nothing on the site knows of them.',
  '/settings/people':
    'Who may sign in here is no account of the domain. A command for it would let the simulated domain decide.',
  '/settings/people/[id]': 'As People.',
  '/settings/people/invite': 'As People.',
  '/users/import':
    'A file becomes a runbook, whose page shows each command. Before that there is only the file.',
}
