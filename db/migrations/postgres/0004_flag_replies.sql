CREATE TABLE "flag_replies" (
	"id" text PRIMARY KEY NOT NULL,
	"school_id" text NOT NULL,
	"programme_id" text NOT NULL,
	"region_code" text NOT NULL,
	"major_code" text NOT NULL,
	"level" text NOT NULL,
	"flag_class" text NOT NULL,
	"as_of_year" integer NOT NULL,
	"run_id" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"done_by" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"reason" text,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "flag_reply_events" (
	"id" text PRIMARY KEY NOT NULL,
	"reply_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"done_by" text,
	"reason" text
);
--> statement-breakpoint
ALTER TABLE "flag_replies" ADD CONSTRAINT "flag_replies_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag_replies" ADD CONSTRAINT "flag_replies_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag_replies" ADD CONSTRAINT "flag_replies_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag_reply_events" ADD CONSTRAINT "flag_reply_events_reply_id_flag_replies_id_fk" FOREIGN KEY ("reply_id") REFERENCES "public"."flag_replies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "flag_replies_flag_idx" ON "flag_replies" USING btree ("programme_id","flag_class","as_of_year");--> statement-breakpoint
CREATE INDEX "flag_replies_school_idx" ON "flag_replies" USING btree ("school_id","id");--> statement-breakpoint
CREATE INDEX "flag_replies_major_idx" ON "flag_replies" USING btree ("major_code","flag_class","id");--> statement-breakpoint
CREATE INDEX "flag_reply_events_reply_idx" ON "flag_reply_events" USING btree ("reply_id","id");