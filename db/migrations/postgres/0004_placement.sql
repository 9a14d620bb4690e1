CREATE TABLE "placement_appeals" (
	"id" text PRIMARY KEY NOT NULL,
	"round_id" text NOT NULL,
	"candidate_id" text NOT NULL,
	"text" text NOT NULL,
	"status" text NOT NULL,
	"answer" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" text
);
--> statement-breakpoint
CREATE TABLE "placement_candidates" (
	"id" text PRIMARY KEY NOT NULL,
	"round_id" text NOT NULL,
	"school_id" text NOT NULL,
	"number" text NOT NULL,
	"major_code" text NOT NULL,
	"code_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"wished_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "placement_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"round_id" text NOT NULL,
	"candidate_id" text NOT NULL,
	"from_post_id" text,
	"to_post_id" text,
	"reason" text NOT NULL,
	"verification" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "placement_choices" (
	"candidate_id" text NOT NULL,
	"place" integer NOT NULL,
	"post_id" text NOT NULL,
	CONSTRAINT "placement_choices_candidate_id_place_pk" PRIMARY KEY("candidate_id","place")
);
--> statement-breakpoint
CREATE TABLE "placement_closings" (
	"round_id" text NOT NULL,
	"post_id" text NOT NULL,
	"no" integer NOT NULL,
	"held" integer NOT NULL,
	"wished_by" jsonb NOT NULL,
	CONSTRAINT "placement_closings_post_id_pk" PRIMARY KEY("post_id")
);
--> statement-breakpoint
CREATE TABLE "placement_outcomes" (
	"candidate_id" text NOT NULL,
	"round_id" text NOT NULL,
	"post_id" text,
	"choice" integer,
	"missed" jsonb NOT NULL,
	"by_hand" boolean NOT NULL,
	CONSTRAINT "placement_outcomes_candidate_id_pk" PRIMARY KEY("candidate_id")
);
--> statement-breakpoint
CREATE TABLE "placement_post_majors" (
	"post_id" text NOT NULL,
	"major_code" text NOT NULL,
	CONSTRAINT "placement_post_majors_post_id_major_code_pk" PRIMARY KEY("post_id","major_code")
);
--> statement-breakpoint
CREATE TABLE "placement_posts" (
	"id" text PRIMARY KEY NOT NULL,
	"round_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"title" text NOT NULL,
	"capacity" integer NOT NULL,
	"minimum" integer NOT NULL,
	"level" text,
	"unranked" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "placement_rankings" (
	"post_id" text NOT NULL,
	"candidate_id" text NOT NULL,
	"place" integer,
	CONSTRAINT "placement_rankings_post_id_candidate_id_pk" PRIMARY KEY("post_id","candidate_id")
);
--> statement-breakpoint
CREATE TABLE "placement_rounds" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"proposing" text NOT NULL,
	"seed" text NOT NULL,
	"max_choices" integer NOT NULL,
	"status" text NOT NULL,
	"entries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"published_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"verification" jsonb
);
--> statement-breakpoint
CREATE TABLE "placement_sessions" (
	"secret_hash" text PRIMARY KEY NOT NULL,
	"candidate_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "placement_appeals" ADD CONSTRAINT "placement_appeals_round_id_placement_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."placement_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_appeals" ADD CONSTRAINT "placement_appeals_candidate_id_placement_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."placement_candidates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_candidates" ADD CONSTRAINT "placement_candidates_round_id_placement_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."placement_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_candidates" ADD CONSTRAINT "placement_candidates_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_candidates" ADD CONSTRAINT "placement_candidates_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_changes" ADD CONSTRAINT "placement_changes_round_id_placement_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."placement_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_changes" ADD CONSTRAINT "placement_changes_candidate_id_placement_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."placement_candidates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_changes" ADD CONSTRAINT "placement_changes_from_post_id_placement_posts_id_fk" FOREIGN KEY ("from_post_id") REFERENCES "public"."placement_posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_changes" ADD CONSTRAINT "placement_changes_to_post_id_placement_posts_id_fk" FOREIGN KEY ("to_post_id") REFERENCES "public"."placement_posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_choices" ADD CONSTRAINT "placement_choices_candidate_id_placement_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."placement_candidates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_choices" ADD CONSTRAINT "placement_choices_post_id_placement_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."placement_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_closings" ADD CONSTRAINT "placement_closings_round_id_placement_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."placement_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_closings" ADD CONSTRAINT "placement_closings_post_id_placement_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."placement_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_outcomes" ADD CONSTRAINT "placement_outcomes_candidate_id_placement_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."placement_candidates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_outcomes" ADD CONSTRAINT "placement_outcomes_round_id_placement_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."placement_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_outcomes" ADD CONSTRAINT "placement_outcomes_post_id_placement_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."placement_posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_post_majors" ADD CONSTRAINT "placement_post_majors_post_id_placement_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."placement_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_post_majors" ADD CONSTRAINT "placement_post_majors_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_posts" ADD CONSTRAINT "placement_posts_round_id_placement_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."placement_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_posts" ADD CONSTRAINT "placement_posts_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_rankings" ADD CONSTRAINT "placement_rankings_post_id_placement_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."placement_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_rankings" ADD CONSTRAINT "placement_rankings_candidate_id_placement_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."placement_candidates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_sessions" ADD CONSTRAINT "placement_sessions_candidate_id_placement_candidates_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."placement_candidates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "placement_appeals_round_idx" ON "placement_appeals" USING btree ("round_id","id");--> statement-breakpoint
CREATE INDEX "placement_appeals_candidate_idx" ON "placement_appeals" USING btree ("candidate_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "placement_candidates_key_idx" ON "placement_candidates" USING btree ("round_id","school_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "placement_candidates_code_idx" ON "placement_candidates" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "placement_candidates_major_idx" ON "placement_candidates" USING btree ("round_id","major_code","id");--> statement-breakpoint
CREATE INDEX "placement_changes_round_idx" ON "placement_changes" USING btree ("round_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "placement_choices_post_idx" ON "placement_choices" USING btree ("post_id","candidate_id");--> statement-breakpoint
CREATE INDEX "placement_closings_round_idx" ON "placement_closings" USING btree ("round_id","no");--> statement-breakpoint
CREATE INDEX "placement_outcomes_post_idx" ON "placement_outcomes" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "placement_outcomes_round_idx" ON "placement_outcomes" USING btree ("round_id");--> statement-breakpoint
CREATE UNIQUE INDEX "placement_posts_key_idx" ON "placement_posts" USING btree ("round_id","organisation_id","title");--> statement-breakpoint
CREATE INDEX "placement_posts_organisation_idx" ON "placement_posts" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "placement_rankings_candidate_idx" ON "placement_rankings" USING btree ("candidate_id");--> statement-breakpoint
CREATE INDEX "placement_rounds_status_idx" ON "placement_rounds" USING btree ("status","id");