CREATE TABLE "bulletins" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"period" integer NOT NULL,
	"edition" integer NOT NULL,
	"title" text NOT NULL,
	"content" jsonb NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"reason" text,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "task_reminders" (
	"subject" text NOT NULL,
	"kind" text NOT NULL,
	"day" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "task_reminders_subject_kind_day_pk" PRIMARY KEY("subject","kind","day")
);
--> statement-breakpoint
CREATE TABLE "task_reports" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"unit_name" text,
	"organisation_id" text,
	"leads" boolean NOT NULL,
	"progress" integer NOT NULL,
	"text" text NOT NULL,
	"simulated" boolean NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_templates" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"document" text NOT NULL,
	"year" integer,
	"lines" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "task_reports" ADD CONSTRAINT "task_reports_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_reports" ADD CONSTRAINT "task_reports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bulletins_period_idx" ON "bulletins" USING btree ("region_code","kind","year","period","edition");--> statement-breakpoint
CREATE INDEX "bulletins_state_idx" ON "bulletins" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "task_reports_task_idx" ON "task_reports" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "task_reports_at_idx" ON "task_reports" USING btree ("at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "task_templates_name_idx" ON "task_templates" USING btree ("name");