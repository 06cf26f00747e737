import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { homeMark } from '../../../shared/homecare/visits.ts'
import { call } from '../../client/call.ts'
import { newId } from '../../client/new-id.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Qr } from '../../ui/qr.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { ErrorState, Notice, Skeleton } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

type Door = Output<Endpoints['homecare.doorCode']>

/** The picture for somebody's door: whoever scans it stands before it. To look at, to print, and to change. */
export default function DoorPage() {
  const [tries, setTries] = useState(0)
  return <DoorOf key={tries} onRetry={() => setTries(tries + 1)} />
}

function DoorOf({ onRetry }: { onRetry: () => void }) {
  const communityId = useParameter('community')
  const residentId = useParameter('resident')
  const command = useCommand('homecare.doorCode')
  const [door, setDoor] = useState<Door | undefined>(undefined)
  const [isAsking, setAsking] = useState(false)

  const [problem, setProblem] = useState<string | undefined>(undefined)

  useEffect(() => {
    let isGone = false
    // Where there is none yet the first look makes it; looking again changes nothing.
    void call('homecare.doorCode', { person: { communityId, residentId }, renew: false, id: newId() }).then(
      (answer) => {
        if (isGone) return
        if (answer.ok) setDoor(answer.data)
        else setProblem(answer.error.message)
      },
    )
    return () => {
      isGone = true
    }
  }, [communityId, residentId])

  async function renew() {
    const answer = await command.run({ person: { communityId, residentId }, renew: true, id: command.id() })
    if (answer?.ok !== true) return
    setDoor(answer.data)
    setAsking(false)
    say('换好了，旧的那张撕掉')
  }

  return (
    <Page title="门口的码" help={false}>
      {door === undefined ? (
        problem === undefined ? (
          <Skeleton rows={4} />
        ) : (
          <ErrorState message={problem} onRetry={onRetry} />
        )
      ) : (
        <>
          <Card>
            <View className="door">
              <View className="t-heading">
                <Text>邻里通上门服务</Text>
              </View>
              <Qr text={homeMark + door.code} label="门口的码" large />
              <View className="spoken" ariaLabel={`六个数字 ${door.number.split('').join(' ')}`}>
                <Text>{door.number.slice(0, 3)}</Text>
                <Text className="spoken__gap" />
                <Text>{door.number.slice(3)}</Text>
              </View>
              <Say>师傅到了，请扫一扫。扫不了，输这六个数字。</Say>
            </View>
          </Card>
          <View className="col g3 no-print">
            <Notice text={`${door.residentName}家，${door.address}。贴在门里边也行，师傅进门再扫。`} />
            {process.env.TARO_ENV === 'h5' ? (
              <Btn text="打印" kind="primary" size="l" wide onPress={() => window.print()} />
            ) : null}
            <Btn text="换一张新的" kind="text" wide onPress={() => setAsking(true)} />
          </View>
          {isAsking ? (
            <Sheet title="换一张新的？" line="旧的那张就不管用了，要撕下来。" onClose={() => setAsking(false)}>
              {command.error === undefined ? null : <Notice kind="warn" text={command.error.message} />}
              <Btn
                text="换一张新的"
                kind="danger"
                size="l"
                wide
                isBusy={command.isBusy}
                busyText="正在换"
                onPress={() => void renew()}
              />
              <Btn text="先不换" kind="text" wide onPress={() => setAsking(false)} />
            </Sheet>
          ) : null}
        </>
      )}
    </Page>
  )
}
