import { View } from '@tarojs/components'
import { useState } from 'react'
import { openPage } from '../../client/navigate.ts'
import { useMe } from '../../client/session.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Card, Row, Rows } from '../../ui/layout.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'

/** Finds a person of the own area in the register, to ring or to look after from now on. */
export function FindPerson() {
  const me = useMe()
  const post = me?.staff.find(({ areaCode, role }) => areaCode.length >= 12 && role !== 'doctor')
  const communityId = post?.areaCode.slice(0, 12)
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const found = useQuery(
    'people.findResidents',
    search === '' || communityId === undefined ? undefined : { communityId, search },
  )
  if (communityId === undefined) return <Notice text="老人归网格和社区管。请他们来加。" />
  return (
    <View className="col g3">
      <Card pad className="col g3">
        <Field
          label="姓名，或者门牌"
          value={typed}
          onInput={setTyped}
          maxLength={20}
          placeholder="3 栋 501"
          id="find"
        />
        <Btn
          text="找这位老人"
          kind="primary"
          wide
          icon="search"
          disabled={typed.trim() === ''}
          onPress={() => setSearch(typed.trim())}
        />
      </Card>
      {search === '' ? null : (
        <QueryView
          query={found}
          empty={{
            when: ({ residents }) => residents.length === 0,
            show: <Empty title="没有找到" line="换个写法再找，只能找自己管的人。" />,
          }}
        >
          {({ residents }) => (
            <Rows>
              {residents.map(({ residentId, maskedName, age, address }) => (
                <Row
                  key={residentId}
                  title={age === null ? maskedName : `${maskedName}，${age} 岁`}
                  note={address}
                  onPress={() => openPage('desk/care-call/index', { community: communityId, resident: residentId })}
                />
              ))}
            </Rows>
          )}
        </QueryView>
      )}
    </View>
  )
}
