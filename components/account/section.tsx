import { type ReactNode, useId } from 'react'

/** One matter of a settings page: its heading, a sentence, and what can be done. */
export function Section({
  title,
  about,
  children,
}: {
  title: string
  about?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4 border-t border-line pt-6">
      <div className="flex max-w-[560px] flex-col gap-1">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {about && <p className="text-sm text-soft">{about}</p>}
      </div>
      {children}
    </section>
  )
}

/** A settings page of this folder: its heading, and sections below. */
export function SettingsPage({
  title,
  about,
  children,
}: {
  title: ReactNode
  about?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex max-w-[820px] flex-col gap-7 p-6 max-sm:p-4">
      <div className="flex flex-col gap-1">
        <h1 className="text-xl font-semibold">{title}</h1>
        {about && <p className="max-w-[560px] text-soft">{about}</p>}
      </div>
      {children}
    </div>
  )
}
