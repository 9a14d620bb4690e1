CREATE TABLE "flag_evaluations" (
	"run_id" text NOT NULL,
	"against_run_id" text NOT NULL,
	"region_code" text NOT NULL,
	"simulated" boolean NOT NULL,
	"key" text NOT NULL,
	"major_code" text NOT NULL,
	"level" text NOT NULL,
	"class" text NOT NULL,
	"proposed_class" text NOT NULL,
	"direction" text NOT NULL,
	"first_year" integer NOT NULL,
	"last_year" integer NOT NULL,
	"observed_years" integer NOT NULL,
	"demand" double precision,
	"supply" double precision,
	"outcome" text NOT NULL,
	CONSTRAINT "flag_evaluations_run_id_against_run_id_key_pk" PRIMARY KEY("run_id","against_run_id","key")
);
--> statement-breakpoint
CREATE TABLE "run_evaluations" (
	"run_id" text NOT NULL,
	"against_run_id" text NOT NULL,
	"region_code" text NOT NULL,
	"simulated" boolean NOT NULL,
	"as_of_year" integer NOT NULL,
	"against_year" integer NOT NULL,
	"side" text NOT NULL,
	"years_ahead" integer NOT NULL,
	"n" integer NOT NULL,
	"mae" double precision NOT NULL,
	"naive_mae" double precision NOT NULL,
	"ratio" double precision,
	"coverage80" double precision NOT NULL,
	"coverage95" double precision NOT NULL,
	"bias" double precision NOT NULL,
	"misses" jsonb NOT NULL,
	"evaluated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "run_evaluations_run_id_against_run_id_side_years_ahead_pk" PRIMARY KEY("run_id","against_run_id","side","years_ahead")
);
--> statement-breakpoint
ALTER TABLE "flag_evaluations" ADD CONSTRAINT "flag_evaluations_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag_evaluations" ADD CONSTRAINT "flag_evaluations_against_run_id_runs_id_fk" FOREIGN KEY ("against_run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag_evaluations" ADD CONSTRAINT "flag_evaluations_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_evaluations" ADD CONSTRAINT "run_evaluations_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_evaluations" ADD CONSTRAINT "run_evaluations_against_run_id_runs_id_fk" FOREIGN KEY ("against_run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "flag_evaluations_against_idx" ON "flag_evaluations" USING btree ("against_run_id","outcome");--> statement-breakpoint
CREATE INDEX "run_evaluations_against_idx" ON "run_evaluations" USING btree ("against_run_id");