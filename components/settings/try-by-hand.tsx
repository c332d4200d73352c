import { Code } from '@/components/ui/code'
import type { SiteDescription } from '@/lib/essentials'
import type { Line } from './wire-table'

/** Commands that a terminal on this computer understands, with today's ports in them. */
function commands(lines: readonly Line[], { internetDomain, exchange, publicAddresses }: SiteDescription) {
  const at = (port: number, protocol = 'tcp', address = publicAddresses[0]) =>
    lines.find((one) => one.port === port && one.protocol === protocol && one.address === address)?.localPort
  const names = lines.find(({ port, protocol }) => port === 53 && protocol === 'udp')?.localPort
  const [mail, web] = [at(25), at(443)]
  return [
    names && `dig @127.0.0.1 -p ${names} ${internetDomain} MX`,
    mail && `swaks --server 127.0.0.1 --port ${mail} --quit-after RCPT --to postmaster@${internetDomain}`,
    web &&
      `curl -k --resolve ${exchange.internetName}:${web}:127.0.0.1 https://${exchange.internetName}:${web}/owa/`,
    web && `openssl s_client -connect 127.0.0.1:${web} -servername ${exchange.internetName}`,
  ].filter((line) => typeof line === 'string')
}

export function TryByHand(props: { lines: readonly Line[]; description: SiteDescription }) {
  return (
    <section>
      <h2 className="mb-2 text-base font-semibold">Try it by hand</h2>
      <p className="mb-3 max-w-[560px] text-sm text-soft">
        In a terminal on this computer, as a stranger on the Internet would.
      </p>
      <Code language="text" label="the commands" code={commands(props.lines, props.description)} />
    </section>
  )
}
