import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Ward } from '../../../shared/volunteers/registration-contract.ts'
import { goBack } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { skillWords } from '../../text/volunteering.ts'
import { serviceKindWords } from '../../text/volunteers.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Lines, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** A guardian agrees that a child volunteers: what it means stands there before the button. */
export default function GuardianPage() {
  const communityId = useParameter('community')
  const query = useQuery('volunteers.wards', communityId === '' ? {} : { communityId })
  return (
    <Page title="家长点头">
      <QueryView
        query={query}
        rows={3}
        empty={{
          when: ({ wards }) => wards.length === 0,
          show: (
            <Empty
              title="现在没有等您点头的"
              line="请孩子登记时写上您的姓名，和您在邻里通用的手机号。"
              act={<Btn text="知道了" kind="primary" size="l" onPress={goBack} />}
            />
          ),
        }}
      >
        {({ wards }) => wards.map((ward) => <One key={ward.person.residentId} ward={ward} onDone={query.refresh} />)}
      </QueryView>
    </Page>
  )
}

function One({ ward, onDone }: { ward: Ward; onDone: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const command = useCommand('volunteers.guardianAnswer')
  async function answer(agreed: boolean) {
    const reply = await command.run({ person: ward.person, agreed })
    if (reply?.ok !== true) return
    say(agreed ? '记下了，您同意' : '收回了')
    setAsking(false)
    onDone()
  }
  const wants = ward.serviceKinds.map((kind) => serviceKindWords[kind]).join('、')
  const can = ward.skills.map((skill) => skillWords[skill].text).join('、')
  return (
    <Section title={`${ward.name}，${ward.age} 岁`} first>
      <View className="col g3">
        <Card pad className="col g2">
          {ward.agreed ? <Pill text="您点过头了" kind="ok" icon="circle-check" /> : null}
          <Fact name="想帮什么">
            <Text>{wants === '' ? '还没选' : wants}</Text>
          </Fact>
          <Fact name="会什么">
            <Text>{can === '' ? '还没选' : can}</Text>
          </Fact>
          <View className="quiet">
            <Lines
              lines={[
                '只排适合年纪的事，每班有带队的大人。',
                '社区记姓名、证件号、电话和服务时间，证件号锁着存。',
                '您随时能收回，收回以后孩子就不能再报名。',
              ]}
            />
          </View>
        </Card>
        {command.error ? <Notice kind="warn" text={command.error.message} /> : null}
        {ward.agreed ? (
          <Btn text="收回同意" kind="danger" wide onPress={() => setAsking(true)} />
        ) : (
          <Btn
            text={`我是${ward.guardianName}，我同意`}
            kind="primary"
            size="l"
            wide
            isBusy={command.isBusy}
            busyText="正在记"
            onPress={() => void answer(true)}
          />
        )}
        {ward.agreed ? null : (
          <View className="t-small quiet">
            <Say>不同意，不用点，孩子就报不了名。</Say>
          </View>
        )}
      </View>
      {isAsking ? (
        <Sheet
          title={`不让${ward.name}做志愿者了？`}
          line="以后不能再报名。已经报上的班次，请孩子自己退掉。"
          onClose={() => setAsking(false)}
        >
          <Btn
            text="收回同意"
            kind="danger"
            size="l"
            wide
            isBusy={command.isBusy}
            busyText="正在记"
            onPress={() => void answer(false)}
          />
          <Btn text="先不收回" kind="plain" wide onPress={() => setAsking(false)} />
        </Sheet>
      ) : null}
    </Section>
  )
}
