import { useState } from 'react'
import type { Delegation } from '../../../shared/people/contract.ts'
import { addSeconds, dayOf, dayWord } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { lentWords } from '../../text/people.ts'
import { relationWords } from '../../text/relations.ts'
import { Btn } from '../../ui/btn.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** The last day on which it holds: it ends with the day, at the midnight after it. */
function untilWords(endsAt: string | null): string {
  return endsAt === null ? '' : `，到 ${dayWord(dayOf(addSeconds(new Date(endsAt), -1)))}`
}

const nameOf = ({ delegateName, relation }: Pick<Delegation, 'delegateName' | 'relation'>) =>
  delegateName === '' ? relationWords[relation] : delegateName

/** What ends at once; a key is not given back by it. */
function revokedLine(one: Delegation): string {
  const key = one.scopes.includes('key') ? '备用钥匙记得要回来。' : ''
  if (one.scopes.every((scope) => scope === 'come' || scope === 'key'))
    return `收回以后，您按求助不再叫${nameOf(one)}。${key}`
  return `收回以后，${nameOf(one)}马上看不到您的记录，也不能替您办。${key}要再办，重新给一次码。`
}

/** Who may act for me; each can be taken back, at once. */
export function Delegates({ delegations, onChange }: { delegations: readonly Delegation[]; onChange: () => void }) {
  const [asked, setAsked] = useState<Delegation | undefined>(undefined)
  const revoke = useCommand('people.revokeDelegation')
  async function takeBack({ accountId }: Delegation) {
    const answer = await revoke.run({ accountId })
    if (answer?.ok !== true && answer?.error.code !== 'not_found') return
    setAsked(undefined)
    onChange()
    say('收回来了')
  }
  if (delegations.length === 0) {
    return (
      <Rows>
        <Row title="还没有人能替您办" note="请一位家人，替您约服务、看记录" />
      </Rows>
    )
  }
  return (
    <>
      <Rows>
        {delegations.map((one) => (
          <Row
            key={one.accountId}
            lead={<Avatar name={nameOf(one)} />}
            title={one.delegateName === '' ? nameOf(one) : `${relationWords[one.relation]}，${one.delegateName}`}
            note={`${lentWords(one.scopes)}${untilWords(one.endsAt)}`}
            onPress={() => {
              revoke.clearError()
              setAsked(one)
            }}
          />
        ))}
      </Rows>
      {asked === undefined ? null : (
        <Sheet title={`不让${nameOf(asked)}替您办了？`} line={revokedLine(asked)} onClose={() => setAsked(undefined)}>
          {revoke.error === undefined || revoke.error.code === 'not_found' ? null : (
            <Notice kind="warn" text={revoke.error.message} />
          )}
          <Btn
            text="收回代办"
            kind="danger"
            size="l"
            wide
            isBusy={revoke.isBusy}
            busyText="正在收回"
            onPress={() => void takeBack(asked)}
          />
          <Btn text="先不收回" kind="plain" wide onPress={() => setAsked(undefined)} />
        </Sheet>
      )}
    </>
  )
}
