import type { FakeData } from "@viking-kb/client/testing";

const english =
  "Train journeys are booked by whoever travels, in second class; first class is paid for journeys of more than four hours, and a hotel up to 140 EUR a night. Receipts go to the finance team within 30 days.";
const chinese =
  "年假每年二十五天，可以结转到次年三月底。病假请在当天上午告知直属主管；超过三天的病假需要医生开具的证明，原件交给人事部门存档。";

/** What the commands of the golden screens are answered with. */
export const screenData: FakeData = {
  collections: [
    {
      collection_name: "handbook",
      resource_id: "kb-0a1b2c3d4e5f6789",
      description: "员工手册：what everybody who works here should know, in Chinese and in English.",
      create_time: 1_711_359_075,
      update_time: 1_711_359_979,
      creator: "docs-team",
      documents: [
        {
          doc_id: "travel",
          doc_name: "出差与报销 travel.md",
          add_type: "tos_fe",
          doc_type: "markdown",
          create_time: 1_724_848_720_000,
          update_time: 1_724_848_725_310,
          added_by: "docs-team",
          points: Array.from({ length: 114 }, (_, index) => ({
            content: index % 2 === 0 ? english : chinese,
            chunk_title: index % 2 === 0 ? "Travel and expenses" : "休假与病假",
            chunk_type: "text",
          })),
        },
        {
          doc_id: "prices",
          points: [
            {
              content:
                "| item | price |\n| --- | --- |\n| desk | 420 |\n| 椅子 | 180 |\nSee https://example.com/a?key=b.",
              chunk_title: "Furniture",
              chunk_type: "table",
            },
          ],
        },
        {
          doc_id: "slow",
          doc_name: "slow.pdf",
          add_type: "tos_fe",
          doc_type: "pdf",
          create_time: 1_724_848_720_000,
          update_time: 1_724_848_725_310,
          steps: [
            { point_num: 0, status: { process_status: 2 } },
            { point_num: 0, status: { process_status: 6 } },
            { point_num: 53, status: { process_status: 0 } },
          ],
        },
        {
          doc_id: "archive",
          doc_name: "archive.zip",
          add_type: "tos_fe",
          doc_type: "zip",
          create_time: 1_724_848_720_000,
          update_time: 1_724_848_725_310,
          status: { process_status: 1, failed_code: 30001 },
        },
      ],
    },
  ],
  tasks: [
    { task_id: "3f1b6c0d9a5e4d7f", status: "running", percentage: 42 },
    { task_id: "6d2e8f4a1c3b5d7e", status: "fail", percentage: 42 },
    { task_id: "0f3b5d7e9a1c2b4d", file: new Uint8Array(2_400_000) },
    {
      task_id: "8154fd9998a346a0",
      steps: [
        { status: "running", percentage: 8 },
        { status: "running", percentage: 64 },
        { status: "success", percentage: 100 },
      ],
    },
  ],
};
