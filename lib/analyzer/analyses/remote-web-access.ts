import type { Analysis } from '../analysis'
import type { Examined } from '../examined'
import { askWeb, errorCauses, isExchange, ok, printWebAnswer, type WebQuestion } from '../parts/ask-web'
import { type Reached, reachWeb } from '../parts/reach'
import { hostOf } from '../parts/site'
import { type Cause, cause, fail, type Step, skipped } from '../step'

const page = { path: '/remote', title: 'Remote Web Access answers' }
const gateway = { path: '/rpc/rpcproxy.dll', title: 'The Remote Desktop Gateway answers' }

function questionOf(
  host: string,
  from: WebQuestion['from'],
  { address }: Reached,
  { path, title }: typeof page,
): WebQuestion {
  return { id: `${host}${path}`, title, url: `https://${host}${path}`, from, address }
}

function exchangeAnswers(host: string): Cause {
  return cause(
    'wrong-forward',
    `Exchange answers ${host}: the router forwards port 443 to the Exchange server, or the reverse proxy passes this name on to it.`,
    'Forward port 443 to the Essentials server, and leave this name out of the reverse proxy.',
    '/network/router',
  )
}

function askPage(examined: Examined, question: WebQuestion): Promise<Step> {
  const { host } = new URL(question.url)
  return askWeb(examined, question, (asked, answer) => {
    if (isExchange(answer)) return fail(asked, printWebAnswer(answer), [exchangeAnswers(host)])
    if (answer.status < 400) return ok(asked, answer)
    return fail(
      asked,
      printWebAnswer(answer),
      errorCauses(examined, answer, 'Remote Web Access') ?? [
        cause(
          'web-site-missing',
          `The web server that answers ${host} has no Remote Web Access: it is not turned on, or this is another server.`,
          'Turn on Anywhere Access on the Essentials server, and look at where port 443 is forwarded to.',
          '/network/router',
        ),
      ],
    )
  })
}

function askGateway(examined: Examined, question: WebQuestion): Promise<Step> {
  const { host } = new URL(question.url)
  return askWeb(examined, question, (asked, answer) => {
    if (isExchange(answer)) return fail(asked, printWebAnswer(answer), [exchangeAnswers(host)])
    if (answer.status === 401 || answer.status < 300) return ok(asked, answer)
    return fail(asked, printWebAnswer(answer), [
      cause(
        'remote-desktop-gateway-stopped',
        answer.status === 503
          ? 'The service Remote Desktop Gateway is stopped: nobody reaches a computer through Remote Web Access. The installation of Application Request Routing often stops it.'
          : 'The Remote Desktop Gateway is not there.',
        'Start the service Remote Desktop Gateway on the Essentials server.',
        '/devices',
      ),
    ])
  })
}

export const remoteWebAccess: Analysis = {
  id: 'remote-web-access',
  name: 'RemoteWebAccess',
  title: 'Remote Web Access',
  lead: 'The Essentials server’s own page for working from elsewhere, and the gateway behind it that leads to the computers of the office.',
  from: ['internet'],
  needs: ['dns', 'connect'],
  signsIn: false,
  async *run(examined, from) {
    const host = hostOf(examined, 'essentials')
    const reached = yield* reachWeb(examined, host, from)
    if (reached) {
      yield await askPage(examined, questionOf(host, from, reached, page))
      yield await askGateway(examined, questionOf(host, from, reached, gateway))
      return
    }
    for (const { path, title } of [page, gateway])
      yield skipped({ id: `${host}${path}`, title, asked: '' }, 'The server is not reached.')
  },
}
