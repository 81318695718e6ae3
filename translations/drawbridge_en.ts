<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AnalysisText</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flow(s)</source>
        <translation>
            <numerusform>%n flow</numerusform>
            <numerusform>%n flows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message numerus="yes">
        <source>Move %n thing(s)</source>
        <translation>
            <numerusform>Move %n thing</numerusform>
            <numerusform>Move %n things</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message numerus="yes">
        <source>%n remark(s)</source>
        <translation>
            <numerusform>%n remark</numerusform>
            <numerusform>%n remarks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more message(s) of this kind are not shown.</source>
        <translation>
            <numerusform>%n more message of this kind is not shown.</numerusform>
            <numerusform>%n more messages of this kind are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The gate fails: %n open finding(s)</source>
        <translation>
            <numerusform>The gate fails: %n open finding</numerusform>
            <numerusform>The gate fails: %n open findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s)</source>
        <translation>
            <numerusform>%n rule</numerusform>
            <numerusform>%n rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n example(s) run</source>
        <translation>
            <numerusform>, %n example run</numerusform>
            <numerusform>, %n examples run</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n failed</source>
        <translation>
            <numerusform>, %n failed</numerusform>
            <numerusform>, %n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DiagramScene</name>
    <message numerus="yes">
        <source>%n open thread(s)</source>
        <translation>
            <numerusform>%n open thread</numerusform>
            <numerusform>%n open threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flow(s)</source>
        <translation>
            <numerusform>%n flow</numerusform>
            <numerusform>%n flows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n trust boundary(s)</source>
        <translation>
            <numerusform>%n trust boundary</numerusform>
            <numerusform>%n trust boundaries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element(s) inside</source>
        <translation>
            <numerusform>%n element inside</numerusform>
            <numerusform>%n elements inside</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n data flow(s)</source>
        <translation>
            <numerusform>%n data flow</numerusform>
            <numerusform>%n data flows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntityRows</name>
    <message numerus="yes">
        <source>%n more note(s) of the same kinds are not listed.</source>
        <translation>
            <numerusform>%n more note of the same kinds is not listed.</numerusform>
            <numerusform>%n more notes of the same kinds are not listed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingRow</name>
    <message numerus="yes">
        <source>%n hop(s)</source>
        <translation>
            <numerusform>%n hop</numerusform>
            <numerusform>%n hops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelTree</name>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n class(es) of data</source>
        <translation>
            <numerusform>%n class of data</numerusform>
            <numerusform>%n classes of data</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notation</name>
    <message numerus="yes">
        <source>%n ops</source>
        <translation>
            <numerusform>%n op</numerusform>
            <numerusform>%n ops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flows</source>
        <translation>
            <numerusform>%n flow</numerusform>
            <numerusform>%n flows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message numerus="yes">
        <source>and %n more place(s)</source>
        <translation>
            <numerusform>and %n more place</numerusform>
            <numerusform>and %n more places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message numerus="yes">
        <source>%n thing(s) of the model differ.</source>
        <translation>
            <numerusform>%n thing of the model differs.</numerusform>
            <numerusform>%n things of the model differ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gone</source>
        <translation>
            <numerusform>%n gone</numerusform>
            <numerusform>%n gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with another state</source>
        <translation>
            <numerusform>%n with another state</numerusform>
            <numerusform>%n with another state</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with another risk</source>
        <translation>
            <numerusform>%n with another risk</numerusform>
            <numerusform>%n with another risk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n more place(s) without a gap it is only possible that it is there.</source>
        <translation>
            <numerusform>In %n more place without a gap it is only possible that it is there.</numerusform>
            <numerusform>In %n more places without a gap it is only possible that it is there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n path(s) lead from an actor to something worth protecting.</source>
        <translation>
            <numerusform>%n path leads from an actor to something worth protecting.</numerusform>
            <numerusform>%n paths lead from an actor to something worth protecting.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n further chain(s) end where this one does.</source>
        <translation>
            <numerusform>%n further chain ends where this one does.</numerusform>
            <numerusform>%n further chains end where this one does.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more flow(s).</source>
        <translation>
            <numerusform>and %n more flow.</numerusform>
            <numerusform>and %n more flows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n further clause(s): rules looked, and nothing was found.</source>
        <translation>
            <numerusform>%n further clause: rules looked, and nothing was found.</numerusform>
            <numerusform>%n further clauses: rules looked, and nothing was found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more of the standard outside of what rules can see.</source>
        <translation>
            <numerusform>%n more clause of the standard lies outside of what rules can see.</numerusform>
            <numerusform>%n more clauses of the standard lie outside of what rules can see.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more operation(s) take or return it; those with a gap are listed first.</source>
        <translation>
            <numerusform>%n more operation takes or returns it; those with a gap are listed first.</numerusform>
            <numerusform>%n more operations take or return it; those with a gap are listed first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s), the gravest first. One finding stands for one cause; the places where it shows are listed with it.</source>
        <translation>
            <numerusform>%n finding. One finding stands for one cause; the places where it shows are listed with it.</numerusform>
            <numerusform>%n findings, the gravest first. One finding stands for one cause; the places where it shows are listed with it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and in %n more place(s)</source>
        <translation>
            <numerusform>and in %n more place</numerusform>
            <numerusform>and in %n more places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n data store(s)</source>
        <translation>
            <numerusform>%n data store</numerusform>
            <numerusform>%n data stores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n external part(s)</source>
        <translation>
            <numerusform>%n external part</numerusform>
            <numerusform>%n external parts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weakness(es) were</source>
        <translation>
            <numerusform>%n weakness was</numerusform>
            <numerusform>%n weaknesses were</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open one(s) are</source>
        <translation>
            <numerusform>%n open one is</numerusform>
            <numerusform>%n open ones are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) can only be answered by people who know the system; until then each counts as a risk.</source>
        <translation>
            <numerusform>%n question can only be answered by people who know the system; until then it counts as a risk.</numerusform>
            <numerusform>%n questions can only be answered by people who know the system; until then each counts as a risk.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Samples</name>
    <message numerus="yes">
        <source>%n specification(s)</source>
        <translation>
            <numerusform>%n specification</numerusform>
            <numerusform>%n specifications</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Storage</name>
    <message numerus="yes">
        <source>%n row(s) of the table “%1” had no identity of their own and were left out.</source>
        <translation>
            <numerusform>%n row of the table “%1” had no identity of its own and was left out.</numerusform>
            <numerusform>%n rows of the table “%1” had no identity of their own and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of “%1” in the table “%2” could not be read; defaults were taken.</source>
        <translation>
            <numerusform>%n value of “%1” in the table “%2” could not be read; the default was taken.</numerusform>
            <numerusform>%n values of “%1” in the table “%2” could not be read; defaults were taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more problem(s) of this kind were repaired.</source>
        <translation>
            <numerusform>%n more problem of this kind was repaired.</numerusform>
            <numerusform>%n more problems of this kind were repaired.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::DiagramCommands</name>
    <message numerus="yes">
        <source>Delete %n thing(s)</source>
        <translation>
            <numerusform>Delete %n thing</numerusform>
            <numerusform>Delete %n things</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n thing(s) off the diagram</source>
        <translation>
            <numerusform>Take %n thing off the diagram</numerusform>
            <numerusform>Take %n things off the diagram</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cut %n thing(s)</source>
        <translation>
            <numerusform>Cut %n thing</numerusform>
            <numerusform>Cut %n things</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n thing(s)</source>
        <translation>
            <numerusform>Duplicate %n thing</numerusform>
            <numerusform>Duplicate %n things</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::DiagramView</name>
    <message numerus="yes">
        <source>Show %n element(s) here</source>
        <translation>
            <numerusform>Show %n element here</numerusform>
            <numerusform>Show %n elements here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element(s) have no place yet. Place them</source>
        <translation>
            <numerusform>%n element has no place yet. Place it</numerusform>
            <numerusform>%n elements have no place yet. Place them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::FindingCase</name>
    <message numerus="yes">
        <source>Seen at %n place(s)</source>
        <translation>
            <numerusform>Seen at %n place</numerusform>
            <numerusform>Seen at %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::FindingList</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decided</source>
        <translation>
            <numerusform>%n decided</numerusform>
            <numerusform>%n decided</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::FlowForm</name>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::ImportController</name>
    <message numerus="yes">
        <source>Reading %n file(s)…</source>
        <translation>
            <numerusform>Reading %n file…</numerusform>
            <numerusform>Reading %n files…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::ImportReview</name>
    <message numerus="yes">
        <source>services</source>
        <translation>
            <numerusform>service</numerusform>
            <numerusform>services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>operations</source>
        <translation>
            <numerusform>operation</numerusform>
            <numerusform>operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>webhooks and callbacks</source>
        <translation>
            <numerusform>webhook or callback</numerusform>
            <numerusform>webhooks and callbacks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>schemas</source>
        <translation>
            <numerusform>schema</numerusform>
            <numerusform>schemas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fields</source>
        <translation>
            <numerusform>field</numerusform>
            <numerusform>fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>notes</source>
        <translation>
            <numerusform>note</numerusform>
            <numerusform>notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <translation>
            <numerusform>%n removed</numerusform>
            <numerusform>%n removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gone from the source but kept, because somebody worked on them</source>
        <translation>
            <numerusform>%n gone from the source but kept, because somebody worked on it</numerusform>
            <numerusform>%n gone from the source but kept, because somebody worked on them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to choose</source>
        <translation>
            <numerusform>%n to choose</numerusform>
            <numerusform>%n to choose</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more keep what is here.</source>
        <translation>
            <numerusform>%n more keeps what is here.</numerusform>
            <numerusform>%n more keep what is here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::FirstSteps</name>
    <message numerus="yes">
        <source>Answer %n question(s) that only you can</source>
        <translation>
            <numerusform>Answer %n question that only you can</numerusform>
            <numerusform>Answer %n questions that only you can</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm or remove %n inferred element(s), drawn dashed</source>
        <translation>
            <numerusform>Confirm or remove %n inferred element, drawn dashed</numerusform>
            <numerusform>Confirm or remove %n inferred elements, drawn dashed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::StartController</name>
    <message numerus="yes">
        <source>%n change(s), the last one %1</source>
        <translation>
            <numerusform>%n change, the last one %1</numerusform>
            <numerusform>%n changes, the last one %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::MainWindow</name>
    <message numerus="yes">
        <source>%n file(s) have changed on disk</source>
        <translation>
            <numerusform>%n file has changed on disk</numerusform>
            <numerusform>%n files have changed on disk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) could not be read or look wrong; see the import notes.</source>
        <translation>
            <numerusform>%n thing could not be read or looks wrong; see the import notes.</numerusform>
            <numerusform>%n things could not be read or look wrong; see the import notes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::OperationForm</name>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::PictureOutput</name>
    <message numerus="yes">
        <source>%n sheet(s) wide, to be joined</source>
        <translation>
            <numerusform>%n sheet wide, to be joined</numerusform>
            <numerusform>%n sheets wide, to be joined</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::ProjectForm</name>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flow(s)</source>
        <translation>
            <numerusform>%n flow</numerusform>
            <numerusform>%n flows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::StatusLine</name>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flow(s)</source>
        <translation>
            <numerusform>%n flow</numerusform>
            <numerusform>%n flows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weakness(es)</source>
        <translation>
            <numerusform>%n weakness</numerusform>
            <numerusform>%n weaknesses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::AgendaList</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::ReviewCard</name>
    <message numerus="yes">
        <source>Also the %n other(s) with the same cause (G)</source>
        <translation>
            <numerusform>Also %n other with the same cause (G)</numerusform>
            <numerusform>Also the %n others with the same cause (G)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::ReviewBounds</name>
    <message numerus="yes">
        <source>%n item(s) were not looked at.</source>
        <translation>
            <numerusform>%n item was not looked at.</numerusform>
            <numerusform>%n items were not looked at.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are parked.</source>
        <translation>
            <numerusform>%n item is parked.</numerusform>
            <numerusform>%n items are parked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::ReviewSetup</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::RuleEditor</name>
    <message numerus="yes">
        <source>%n rule(s)</source>
        <translation>
            <numerusform>%n rule</numerusform>
            <numerusform>%n rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n example(s) run</source>
        <translation>
            <numerusform>%n example run</numerusform>
            <numerusform>%n examples run</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new finding(s)</source>
        <translation>
            <numerusform>%n new finding</numerusform>
            <numerusform>%n new findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gone</source>
        <translation>
            <numerusform>%n gone</numerusform>
            <numerusform>%n gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::DataPanel</name>
    <message numerus="yes">
        <source>%n gap(s)</source>
        <translation>
            <numerusform>%n gap</numerusform>
            <numerusform>%n gaps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hop(s)</source>
        <translation>
            <numerusform>%n hop</numerusform>
            <numerusform>%n hops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with a gap</source>
        <translation>
            <numerusform>%n with a gap</numerusform>
            <numerusform>%n with a gap</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::PathsModel</name>
    <message numerus="yes">
        <source>%1 (closes %n path(s))</source>
        <translation>
            <numerusform>%1 (closes %n path)</numerusform>
            <numerusform>%1 (closes %n paths)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::AssetForm</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataRows</name>
    <message numerus="yes">
        <source>%n more line(s) show it.</source>
        <translation>
            <numerusform>%n more line shows it.</numerusform>
            <numerusform>%n more lines show it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataLens</name>
    <message numerus="yes">
        <source>Where “%1” goes, by %n flow(s).</source>
        <translation>
            <numerusform>Where “%1” goes, by %n flow.</numerusform>
            <numerusform>Where “%1” goes, by %n flows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::ControlsPanel</name>
    <message numerus="yes">
        <source>keeps %n finding(s) closed</source>
        <translation>
            <numerusform>keeps %n finding closed</numerusform>
            <numerusform>keeps %n findings closed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>lowers %n finding(s)</source>
        <translation>
            <numerusform>lowers %n finding</numerusform>
            <numerusform>lowers %n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::CoverageView</name>
    <message numerus="yes">
        <source>● %n finding(s)</source>
        <translation>
            <numerusform>● %n finding</numerusform>
            <numerusform>● %n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>? %n asked</source>
        <translation>
            <numerusform>? %n asked</numerusform>
            <numerusform>? %n asked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::CoverageModel</name>
    <message numerus="yes">
        <source>%1, by %n rule(s)</source>
        <translation>
            <numerusform>%1, by %n rule</numerusform>
            <numerusform>%1, by %n rules</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::QuestionsPanel</name>
    <message numerus="yes">
        <source>%n finding(s) wait for it</source>
        <translation>
            <numerusform>%n finding waits for it</numerusform>
            <numerusform>%n findings wait for it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more question(s): the filter finds them.</source>
        <translation>
            <numerusform>%n more question: the filter finds it.</numerusform>
            <numerusform>%n more questions: the filter finds them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::ControlForm</name>
    <message numerus="yes">
        <source>closes %n finding(s)</source>
        <translation>
            <numerusform>closes %n finding</numerusform>
            <numerusform>closes %n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>lowers %n finding(s)</source>
        <translation>
            <numerusform>lowers %n finding</numerusform>
            <numerusform>lowers %n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>raises %n finding(s)</source>
        <translation>
            <numerusform>raises %n finding</numerusform>
            <numerusform>raises %n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>opens %n finding(s)</source>
        <translation>
            <numerusform>opens %n finding</numerusform>
            <numerusform>opens %n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::PathsPanel</name>
    <message numerus="yes">
        <source>(%n other chain(s) lead there)</source>
        <translation>
            <numerusform>(%n other chain leads there)</numerusform>
            <numerusform>(%n other chains lead there)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::ReplaceNames</name>
    <message numerus="yes">
        <source>%n name(s) found</source>
        <translation>
            <numerusform>%n name found</numerusform>
            <numerusform>%n names found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace %n</source>
        <translation>
            <numerusform>Replace %n</numerusform>
            <numerusform>Replace %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace %n name(s)</source>
        <translation>
            <numerusform>Replace %n name</numerusform>
            <numerusform>Replace %n names</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::MultiForm</name>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flow(s)</source>
        <translation>
            <numerusform>%n flow</numerusform>
            <numerusform>%n flows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boundary(s)</source>
        <translation>
            <numerusform>%n boundary</numerusform>
            <numerusform>%n boundaries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::DiagramList</name>
    <message numerus="yes">
        <source>Delete %n thing(s)</source>
        <translation>
            <numerusform>Delete %n thing</numerusform>
            <numerusform>Delete %n things</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Walks</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s)</source>
        <translation>
            <numerusform>%n gap</numerusform>
            <numerusform>%n gaps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewEffect</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>drawbridge::RowDelegate</name>
    <message numerus="yes">
        <source>%n resolved</source>
        <translation>
            <numerusform>%n resolved</numerusform>
            <numerusform>%n resolved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open thread(s)</source>
        <translation>
            <numerusform>%n open thread</numerusform>
            <numerusform>%n open threads</numerusform>
        </translation>
    </message>
</context>
</TS>
