import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { homeMark } from '../../../shared/homecare/visits.ts'
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
  const communityId = useParameter('community')
  const residentId = useParameter('resident')
  const command = useCommand('homecare.doorCode')
  const [door, setDoor] = useState<Door | undefined>(undefined)
  const [isAsking, setAsking] = useState(false)

  async function fetchDoor(renew: boolean) {
    const answer = await command.run({ person: { communityId, residentId }, renew, id: command.id() })
    if (answer?.ok !== true) return
    setDoor(answer.data)
    setAsking(false)
    if (renew) say('换好了，旧的那张撕掉')
  }
  useEffect(() => {
    void fetchDoor(false)
  }, [communityId, residentId])

  return (
    <Page title="门口的码" help={false}>
      {door === undefined ? (
        command.error === undefined ? (
          <Skeleton rows={4} />
        ) : (
          <ErrorState message={command.error.message} onRetry={() => void fetchDoor(false)} />
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
                onPress={() => void fetchDoor(true)}
              />
              <Btn text="先不换" kind="text" wide onPress={() => setAsking(false)} />
            </Sheet>
          ) : null}
        </>
      )}
    </Page>
  )
}
